/** A certificate for this computer, made anew and good for a day: whoever trusts it trusts the server that shows it. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** @param names as OpenSSL takes them: `DNS:localhost,IP:127.0.0.1`. */
export async function makeCertificate(names: string): Promise<{ key: string; cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'relevo-test-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const about = ['-subj', '/CN=test', '-addext', `subjectAltName=${names}`, '-days', '1'];
  try {
    await promisify(execFile)('openssl', ['req', '-x509', ...curve, ...about, '-keyout', key, '-out', cert]);
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  } finally {
    await rm(folder, { recursive: true });
  }
}
