/**
 * What `electron PATH` runs in an Electron that came without its default app. Also stands in for what a newer Electron has
 * and this one lacks, so that the program under test needs no second way. For tests alone; nothing of it is ever packed.
 */
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

// The three of Electron 45 that the program calls: the same answers, from the older calls that wait for them.
if (typeof safeStorage.isAsyncEncryptionAvailable !== 'function') {
  safeStorage.isAsyncEncryptionAvailable = async () => safeStorage.isEncryptionAvailable();
  safeStorage.encryptStringAsync = async (plain) => safeStorage.encryptString(plain);
  safeStorage.decryptStringAsync = async (sealed) => ({
    result: safeStorage.decryptString(sealed),
    shouldReEncrypt: false,
  });
}

const root = realpathSync(folder);
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
app.name = about.productName ?? about.name;
if (about.version) app.setVersion(about.version);
if (about.desktopName) app.setDesktopName(about.desktopName);
app.setAppPath(root);
await import(pathToFileURL(join(root, about.main ?? 'index.js')).href);
