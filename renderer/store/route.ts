/** Where the window is, kept in the address's hash so that Back works: `#/requests/<key>?q=…&segment=…`. */
import { useCallback } from 'react';
import { type Route, SCREENS, type ScreenName } from './route-slice.ts';
import { useStore } from './store.ts';

/** Any hash has a route; what is not understood leads to Today. */
export function parseRoute(hash: string): Route {
  const [path, search] = splitOnce(hash.replace(/^#\/?/, ''), '?');
  const [first = '', ...rest] = path.split('/');
  const screen = SCREENS.find((name) => name === first) ?? 'today';
  const key = screen === first && rest.length > 0 ? decode(rest.join('/')) : '';
  return { screen, key: key === '' ? null : key, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** Empty values are left out; order is kept. */
export function formatRoute({ screen, key = null, query = {} }: RouteTarget): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  const path = key === null ? screen : `${screen}/${encodeURIComponent(key)}`;
  return `#/${path}${search === '' ? '' : `?${search}`}`;
}

export type RouteTarget = {
  screen: ScreenName;
  key?: string | null;
  query?: Readonly<Record<string, string>>;
};

/** Goes there. `replace`: Back skips where we were (typing in a search field, for one). */
export function go(target: RouteTarget, { replace = false }: { replace?: boolean } = {}): void {
  const hash = formatRoute(target);
  if (hash === (unwritten ?? location.hash)) return;
  if (replace) {
    // The address is slow to write, and a browser counts how often: it follows when typing or arrows rest.
    unwritten = hash;
    clearTimeout(writing);
    writing = setTimeout(writeAddress, REST_MS);
    takeRoute(parseRoute(hash));
    return;
  }
  writeAddress();
  // Pushed by hand: a change of `location.hash` would come back late, and other actions read the route at once.
  history.pushState(null, '', hash);
  readRoute();
}

/** What the address is still to say. */
let unwritten: string | null = null;
let writing: ReturnType<typeof setTimeout> | undefined;
const REST_MS = 250;

function writeAddress(): void {
  clearTimeout(writing);
  if (unwritten !== null) history.replaceState(null, '', unwritten);
  unwritten = null;
}

/** What the address says, or is still to say: it is not written any more. */
export function settleAddress(): string {
  const hash = unwritten ?? location.hash;
  clearTimeout(writing);
  unwritten = null;
  return hash;
}

/** Changes some of the query and keeps the rest; an empty value takes one away. `replace: false`: Back undoes it. */
export function changeQuery(
  change: Readonly<Record<string, string>>,
  { replace = true }: { replace?: boolean } = {},
): void {
  const { screen, key, query } = useStore.getState().route;
  go({ screen, key, query: { ...query, ...change } }, { replace });
}

/** Opens or closes something on the present screen, with the same query. */
export function openKey(key: string | null, options?: { replace?: boolean }): void {
  const { screen, query } = useStore.getState().route;
  go({ screen, key, query }, options);
}

/** Follows Back, Forward and typed addresses. Returns the way to stop. */
export function followAddress(): () => void {
  window.addEventListener('hashchange', readRoute);
  window.addEventListener('popstate', readRoute);
  window.addEventListener('pagehide', writeAddress);
  readRoute();
  return () => {
    window.removeEventListener('pagehide', writeAddress);
    window.removeEventListener('hashchange', readRoute);
    window.removeEventListener('popstate', readRoute);
  };
}

export function useRoute(): Route {
  return useStore((state) => state.route);
}

/** For what stays the same wherever on its screen the person is. */
export function useScreen(): ScreenName {
  return useStore((state) => state.route.screen);
}

/** One value of the query and the way to change it; `''` = not given. */
export function useQuery(name: string): [string, (value: string) => void] {
  const value = useStore((state) => state.route.query[name] ?? '');
  return [value, useCallback((next: string) => changeQuery({ [name]: next }), [name])];
}

function readRoute(): void {
  // Where somebody went meanwhile is no place for what was typed before.
  clearTimeout(writing);
  unwritten = null;
  takeRoute(parseRoute(location.hash));
}

function takeRoute(route: Route): void {
  // A locked window is nowhere.
  if (useStore.getState().lock.state === 'locked') return;
  const before = useStore.getState().route;
  if (formatRoute(before) !== formatRoute(route)) useStore.setState({ route });
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
