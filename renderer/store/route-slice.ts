/** Where the window is. First values only: what changes them is beside it. */

export const SCREENS = [
  'today',
  'requests',
  'services',
  'people',
  'handovers',
  'rules',
  'activity',
  'mail',
  'settings',
  'connect',
] as const;
export type ScreenName = (typeof SCREENS)[number];

export type Route = {
  screen: ScreenName;
  /** What is opened on it: a request's or a message's key. */
  key: string | null;
  query: Readonly<Record<string, string>>;
};

export type RouteSlice = { route: Route };

/** Where every window begins; `followAddress` reads the address. */
export function routeSlice(): RouteSlice {
  return { route: { screen: 'today', key: null, query: {} } };
}
