#!/usr/bin/env node
/**
 * Stands in for fpm, which the builder would fetch: makes a Debian package of what the builder says, with Debian's own
 * dpkg-deb. Understands what the builder says of a deb and nothing else; packs without compression, for whoever looks into it.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = /** @type {const} */ ({ type: 'string' });
const list = /** @type {const} */ ({ type: 'string', multiple: true });
// Strict: what is not known here could matter to the real one.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    source: { ...text, short: 's' },
    target: { ...text, short: 't' },
    depends: { ...list, short: 'd' },
    'deb-recommends': list,
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    force: { type: 'boolean' },
  },
});
if (values.source !== 'dir' || values.target !== 'deb') throw new Error('makes a deb of folders, no more');

const root = mkdtempSync(join(tmpdir(), 'relevo-deb-'));
try {
  for (const pair of positionals) {
    const [from = '', to = ''] = pair.split('=', 2);
    const place = join(root, to);
    mkdirSync(dirname(place), { recursive: true });
    if (from.endsWith('/')) cpSync(from, place, { recursive: true });
    else {
      copyFileSync(from, place);
      chmodSync(place, 0o644);
    }
  }
  const lines = (/** @type {string[] | undefined} */ all) => all?.join(', ');
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    Depends: lines(values.depends),
    Recommends: lines(values['deb-recommends']),
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: values.description,
  };
  const control = Object.entries(fields).filter(([, value]) => value !== undefined);
  const scripts = join(root, 'DEBIAN');
  mkdirSync(scripts);
  writeFileSync(
    join(scripts, 'control'),
    `${control.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`,
  );
  for (const [from, name] of /** @type {const} */ ([
    [values['after-install'], 'postinst'],
    [values['after-remove'], 'postrm'],
  ])) {
    if (from === undefined) continue;
    copyFileSync(from, join(scripts, name));
    chmodSync(join(scripts, name), 0o755);
  }
  // The folder was made for its user alone.
  chmodSync(root, 0o755);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', root, values.package ?? ''], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
} finally {
  rmSync(root, { recursive: true, force: true });
}
