/**
 * Gives the page its theme, text size and language before anything is painted: a white flash in a
 * dark hall blinds. What the app sets on <html> later is noted for the next opening; the store,
 * which keeps these settings, answers too late for the first paint.
 */
(() => {
  const NOTED = "judging-tablet-look";
  const ATTRIBUTES = ["data-theme", "data-size", "lang"];
  const root = document.documentElement;
  try {
    const look = JSON.parse(localStorage.getItem(NOTED) ?? "{}");
    for (const name of ATTRIBUTES) if (look[name]) root.setAttribute(name, look[name]);
    new MutationObserver(() => {
      const now = ATTRIBUTES.map((name) => [name, root.getAttribute(name)]);
      localStorage.setItem(NOTED, JSON.stringify(Object.fromEntries(now)));
    }).observe(root, { attributeFilter: ATTRIBUTES });
  } catch {
    // Storage is refused: the first look is the page's own.
  }
})();
