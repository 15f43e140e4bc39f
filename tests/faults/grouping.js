/** Things by their names, and whether two say the same: for the checker. */

/** The things in the order in which they came, by name. */
export function groupBy(things, nameOf) {
  const groups = new Map();
  for (const thing of things) {
    const name = nameOf(thing);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(thing);
  }
  return groups;
}

/** Whether two objects hold the same values under the same names, in whatever order. */
export const isSame = (one, other) => ordered(one) === ordered(other);

const ordered = (plain) => JSON.stringify(Object.entries(plain).sort());
