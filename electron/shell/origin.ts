/** The address of the screens in Electron, and whether an address is one of theirs. */

export const SCHEME = 'app';
export const ORIGIN = 'app://relevo';

/** SECURITY: compared part by part; a string that merely begins alike (`app://relevo.evil/`) is another host. */
export function isOwnPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${SCHEME}:` && host === 'relevo' && username === '' && password === '';
}
