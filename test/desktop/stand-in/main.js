/**
 * What `electron PATH` runs in an Electron that came without its default app. Also stands in for what a newer Electron has
 * and this one lacks, so that the program under test needs no second way. For tests alone; nothing of it is ever packed.
 */
import { createCipheriv, createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, safeStorage } from 'electron';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
const folder = given === undefined ? null : resolve(given);
if (folder === null || !existsSync(join(folder, 'package.json'))) {
  process.stderr.write('No package.json in the folder that was named.\n');
  process.exit(1);
}

// The three of Electron 45, from the older calls. Where those refuse, the newer ones do as Chromium does by now: encryption is
// said to be available, and what is sealed begins with v10, by a key that stands in Chromium's source.
if (typeof safeStorage.isAsyncEncryptionAvailable !== 'function') {
  const known = [pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1'), Buffer.alloc(16, ' ')];
  safeStorage.isAsyncEncryptionAvailable = async () => true;
  safeStorage.encryptStringAsync = async (plain) => {
    if (safeStorage.isEncryptionAvailable()) return safeStorage.encryptString(plain);
    const cipher = createCipheriv('aes-128-cbc', ...known);
    return Buffer.concat([Buffer.from('v10'), cipher.update(plain, 'utf8'), cipher.final()]);
  };
  safeStorage.decryptStringAsync = async (sealed) => {
    const isKnown = sealed.toString('latin1', 0, 3) === 'v10';
    const available = safeStorage.isEncryptionAvailable();
    if (!isKnown || available) return { result: safeStorage.decryptString(sealed), shouldReEncrypt: isKnown };
    const decipher = createDecipheriv('aes-128-cbc', ...known);
    const plain = Buffer.concat([decipher.update(sealed.subarray(3)), decipher.final()]);
    return { result: plain.toString('utf8'), shouldReEncrypt: false };
  };
}

// Playwright says by this call that it listens to all pages. A page that opens while it still signs up is, on a busy machine,
// never told of, and the start hangs: so the program is told that Electron is ready when Playwright is, too.
if (process.env.RELEVO_DRIVER === 'playwright') {
  const ready = app.whenReady();
  const driven = new Promise((resolve) => {
    globalThis.__playwright_run = () => ready.then(resolve);
  });
  app.whenReady = () => driven;
}

const root = realpathSync(folder);
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
app.name = about.productName ?? about.name;
if (about.version) app.setVersion(about.version);
if (about.desktopName) app.setDesktopName(about.desktopName);
app.setAppPath(root);
await import(pathToFileURL(join(root, about.main ?? 'index.js')).href);
