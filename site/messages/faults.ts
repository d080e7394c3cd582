/** Finds what types cannot see in the catalogues: empty words, and placeholders that one language has and another lacks. */

type Group = Readonly<Record<string, unknown>>;

const placeholders = (message: string): string => [...new Set(message.match(/\{\w+\}/g))].sort().join(' ');

function kindOf(node: unknown): 'words' | 'phrase' | 'group' | 'nothing' {
  if (typeof node === 'string') return 'words';
  if (typeof node === 'function') return 'phrase';
  return typeof node === 'object' && node !== null ? 'group' : 'nothing';
}

function compare(expected: unknown, found: unknown, path: string): string[] {
  const kind = kindOf(expected);
  if (kindOf(found) === 'nothing') return [`${path} is missing`];
  if (kindOf(found) !== kind) return [`${path} is a ${kindOf(found)} and should be a ${kind}`];
  if (kind === 'words') {
    if (String(found).trim() === '') return [`${path} is empty`];
    const [wanted, present] = [placeholders(String(expected)), placeholders(String(found))];
    return wanted === present ? [] : [`${path} should hold ${wanted || 'no placeholder'}, holds ${present || 'none'}`];
  }
  if (kind !== 'group') return [];
  const [wanted, present] = [expected as Group, found as Group];
  return [
    ...Object.keys(wanted).flatMap((key) => compare(wanted[key], present[key], `${path}.${key}`)),
    ...Object.keys(present)
      .filter((key) => !(key in wanted))
      .map((key) => `${path}.${key} is left over`),
  ];
}

/** All faults of the catalogues measured by the reference, each as one readable line; none when they are complete. */
export function faultsAgainst(
  reference: object,
  catalogues: Readonly<Record<string, Readonly<Record<string, object>>>>,
): readonly string[] {
  return Object.entries(catalogues).flatMap(([locale, byAddress]) =>
    Object.entries(byAddress).flatMap(([address, catalogue]) => compare(reference, catalogue, `${locale}/${address}`)),
  );
}
