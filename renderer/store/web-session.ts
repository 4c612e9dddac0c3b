/**
 * The session of a page of the web shell: a token for the one-use key in the printed address. Asks nothing of the desk.
 * SECURITY: a cookie would go to every server of this computer, whatever its port; this token is kept and sent by pages of
 * this origin alone, and by no browser on its own.
 */

/** Told on `window` when the session is not, or no longer, ours: only a new address from the terminal helps. */
export const SESSION_LOST = 'relevo:session-lost';

const NAME = 'relevo-session';
/** Another tab answers at once or not at all. */
const OTHER_TABS_MS = 250;

export function sessionHeaders(): Record<string, string> {
  const token = sessionStorage.getItem(NAME);
  return token === null ? {} : { 'x-relevo-session': token };
}

/**
 * Exchanges the key in the address, if one is there, for a token; else takes the token of this tab or of another one.
 * `false`: the key was refused or the server could not be reached, and no token is at hand either.
 */
export async function takeSession(): Promise<boolean> {
  shareWithOtherTabs();
  // A printed address that is pasted into an open tab leads to no new page.
  window.addEventListener('hashchange', () => {
    const key = takeKey();
    if (key === null) return;
    void exchange(key).then((token) => {
      if (token !== null) location.reload();
    });
  });
  const key = takeKey();
  const token = key === null ? null : await exchange(key);
  if (token === null && sessionStorage.getItem(NAME) === null) return askOtherTabs();
  return true;
}

/** SECURITY: out of the address before anything else happens, so that neither history nor a screenshot keeps it. */
function takeKey(): string | null {
  const key = new URLSearchParams(location.hash.replace(/^#/, '')).get('key');
  if (key !== null) history.replaceState(null, '', `${location.pathname}${location.search}`);
  return key;
}

/** The token, kept; `null` where the key is not the one printed, was used before, or nobody answers. */
async function exchange(key: string): Promise<string | null> {
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
      credentials: 'omit',
    });
    const answer: unknown = response.ok ? await response.json() : null;
    const token = typeof answer === 'object' && answer !== null && 'token' in answer ? answer.token : null;
    if (typeof token !== 'string') return null;
    sessionStorage.setItem(NAME, token);
    return token;
  } catch {
    return null;
  }
}

/** SECURITY: a broadcast reaches pages of this origin alone, port included; they may all do what this page may. */
function shareWithOtherTabs(): void {
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener('message', ({ data }) => {
    const token = sessionStorage.getItem(NAME);
    if (data === 'wanted' && token !== null) channel.postMessage({ token });
  });
}

function askOtherTabs(): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(NAME);
    const end = (found: boolean): void => {
      clearTimeout(timer);
      channel.close();
      resolve(found);
    };
    const timer = setTimeout(() => end(false), OTHER_TABS_MS);
    channel.addEventListener('message', ({ data }) => {
      if (typeof data?.token !== 'string') return;
      sessionStorage.setItem(NAME, data.token);
      end(true);
    });
    channel.postMessage('wanted');
  });
}
