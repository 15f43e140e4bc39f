// Makes one piece of a page like another without replacing what is the same in both.

const { ELEMENT_NODE } = Node;

/** An element with an id is the same one wherever it stands; others go by kind and place. */
function isSame(old, fresh) {
  return old.nodeName === fresh.nodeName && (old.id ?? "") === (fresh.id ?? "");
}

function renewAttributes(old, fresh) {
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name)) old.removeAttribute(name);
}

/**
 * Gives an element the children of another; what is new is put in, what has gone is taken out.
 * @param {Element} old an element of the page, whose own attributes stay as they are
 * @param {Element} fresh an element of another document
 */
export function renew(old, fresh) {
  let place = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const found = next.id ? [...old.children].find((child) => child.id === next.id) : place;
    if (found && isSame(found, next)) {
      while (place !== found && place && !isKept(place, fresh)) place = drop(place);
      if (place !== found) old.insertBefore(found, place);
      else place = place.nextSibling;
      renewNode(found, next);
    } else {
      old.insertBefore(document.adoptNode(next), place);
    }
  }
  while (place) place = drop(place);
}

/** Whether it will be wanted further down. */
function isKept(node, fresh) {
  return Boolean(node.id) && [...fresh.children].some((child) => child.id === node.id);
}

function drop(node) {
  const after = node.nextSibling;
  node.remove();
  return after;
}

function renewNode(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  renewAttributes(old, fresh);
  renew(old, fresh);
}
