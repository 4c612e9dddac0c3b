/** The families of services: which of them take contact changes, and how to tell a family from a route. Names for people live in the locales. */

/** Families whose API has `changeContact`, as OVHcloud's published schemas tell. An unknown family may still be tried: the API decides. */
export const FAMILIES: readonly string[] = [
  '/cdn/dedicated',
  '/cloud/project',
  '/dbaas/logs',
  '/dedicated/ceph',
  '/dedicated/cluster',
  '/dedicated/nasha',
  '/dedicated/server',
  '/dedicatedCloud',
  '/domain',
  '/domain/zone',
  '/email/domain',
  '/email/pro',
  '/hosting/privateDatabase',
  '/hosting/reseller',
  '/hosting/web',
  '/ip/service',
  '/ipLoadbalancing',
  '/metrics',
  '/msServices',
  '/nutanix',
  '/overTheBox',
  '/ovhCloudConnect',
  '/pack/siptrunk',
  '/pack/xdsl',
  '/sslGateway',
  '/storage/netapp',
  '/telephony',
  '/telephony/aliases',
  '/telephony/lines',
  '/telephony/trunks',
  '/vps',
  '/vrack',
  '/xdsl',
];

const known = new Set(FAMILIES);

function segmentsOf(route: string): string[] {
  const end = route.search(/[?#]/);
  return (end < 0 ? route : route.slice(0, end)).split('/').filter((segment) => segment !== '');
}

/**
 * The family of a route. The path's leading fixed segments tell it (`/domain/zone/{zoneName}` → `/domain/zone`). Without a
 * usable path the address does: the longest known family that still leaves a name, else all but its last segment.
 * `null` where neither says anything.
 */
export function familyOfRoute(path: string | null, url: string | null): string | null {
  if (path?.includes('{')) {
    const segments = segmentsOf(path);
    const fixed = segments.slice(
      0,
      segments.findIndex((segment) => segment.includes('{')),
    );
    if (fixed.length > 0) return `/${fixed.join('/')}`;
  }
  for (const route of [url, path]) {
    const segments = route === null ? [] : segmentsOf(route);
    for (let length = segments.length - 1; length > 0; length -= 1) {
      const family = `/${segments.slice(0, length).join('/')}`;
      if (known.has(family)) return family;
    }
    if (segments.length > 0) return `/${segments.slice(0, Math.max(1, segments.length - 1)).join('/')}`;
  }
  return null;
}

/** Whether OVHcloud is known to take contact changes for this family. `false` means not known, not impossible. */
export function takesContactChanges(family: string | null): boolean {
  return family !== null && known.has(family);
}

function camel(family: string): string {
  return segmentsOf(family)
    .map((segment, index) => (index === 0 ? segment : segment.charAt(0).toUpperCase() + segment.slice(1)))
    .join('');
}

/** Every key `familyKey` can answer. */
export const FAMILY_KEYS: readonly string[] = [...FAMILIES.map(camel), 'other'];

/** Key of the family's name in the locales: `domain`, `domainZone`, `hostingWeb` …; `other` for unknown ones. */
export function familyKey(family: string | null): string {
  return family !== null && known.has(family) ? camel(family) : 'other';
}
