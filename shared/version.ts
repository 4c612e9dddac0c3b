/** Which of two versions is newer, by semantic versioning's order of what is released. Knows no release. */

type Version = { numbers: readonly [number, number, number]; isBefore: boolean };

/** `v0.2.0` or `0.2.0`, and what comes before it (`0.2.0-beta.1`); `null` for anything else. */
function parseVersion(text: string): Version | null {
  const [, major, minor, patch, before] =
    /^v?(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(-[0-9A-Za-z.-]{1,60})?(?:\+[0-9A-Za-z.-]{1,60})?$/.exec(
      text,
    ) ?? [];
  if (major === undefined) return null;
  return { numbers: [Number(major), Number(minor), Number(patch)], isBefore: before !== undefined };
}

/**
 * `found` without its `v` where it is a release and newer than `own`; `null` else. What is only on the way to a release is
 * nothing to be told of.
 */
export function newerRelease(found: string, own: string): string | null {
  const other = parseVersion(found);
  const mine = parseVersion(own);
  if (other === null || mine === null || other.isBefore) return null;
  const at = other.numbers.findIndex((number, index) => number !== mine.numbers[index]);
  const isNewer = at === -1 ? mine.isBefore : (other.numbers[at] ?? 0) > (mine.numbers[at] ?? 0);
  return isNewer ? other.numbers.join('.') : null;
}
