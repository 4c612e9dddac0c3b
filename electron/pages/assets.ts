/** Reads one file of the built renderer for a URL's path. Never leaves that folder and never lists it. */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { securityHeaders } from './policy.ts';

/** Kinds of files a build makes; another one is not served. */
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/**
 * The file at `pathname` (as it stands in the URL, still encoded) under `folder`, with all security headers; 404 for
 * everything else. `/` is `/index.html`.
 */
export async function answerAsset(folder: string, pathname: string): Promise<Response> {
  const found = await locate(folder, pathname);
  if (found === null) return new Response('Not found', { status: 404, headers: securityHeaders() });
  // A build names its assets by their content; the page itself is asked for anew each time.
  const lasting = pathname.startsWith('/assets/');
  return new Response(new Uint8Array(found.bytes), {
    headers: {
      ...securityHeaders(),
      'Content-Type': found.type,
      'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'no-store',
    },
  });
}

async function locate(folder: string, pathname: string): Promise<{ bytes: Buffer; type: string } | null> {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path === '/') path = '/index.html';
  const type = TYPES[extname(path).toLowerCase()];
  // SECURITY: refused as written, before the file system may read another meaning into it.
  if (type === undefined || /[\\\0:]|\/\.|\/\//.test(path)) return null;
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    // SECURITY: a link inside the folder must not lead out of it either.
    if (!file.startsWith(root + sep)) return null;
    return { bytes: await readFile(file), type };
  } catch {
    // Missing, a folder, or not readable: the same answer to all, so that nothing is learnt about the disk.
    return null;
  }
}
