/** Where the project tells its newest release. Asks nobody. */
import packageJson from '../../package.json' with { type: 'json' };

/** The one address beside OVHcloud's that Relevo ever asks by itself. */
export const RELEASES_FEED = `https://api.github.com/repos${new URL(packageJson.homepage).pathname}/releases/latest`;

/**
 * `null`: nobody asks, because it runs from its sources, which have ways of their own to be newer.
 * SECURITY: nobody leads a packed program to another address; one run from its sources takes that of a test's server.
 */
export function releasesOf(
  isPackaged: boolean,
  environment: Record<string, string | undefined>,
): string | null {
  return isPackaged ? RELEASES_FEED : (environment['RELEVO_RELEASES'] ?? null);
}
