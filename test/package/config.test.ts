/** What the builder is told for systems that cannot be packed here: read, not run. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './pack.ts';

type Config = {
  electronFuses: Record<string, boolean>;
  mac: { target: string[]; hardenedRuntime: boolean; entitlements: string; entitlementsInherit: string };
  win: { target: string[] };
  linux: { target: string[] };
};

const config = parse(await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')) as Config;

test('every fuse there is is spelled out', () => {
  const names = Object.values(FuseV1Options).filter((name) => typeof name === 'string');
  const spelled = names.map((name) => name[0]?.toLowerCase() + name.slice(1));
  expect(Object.keys(config.electronFuses).sort()).toEqual([...spelled, 'resetAdHocDarwinSignature'].sort());
  for (const value of Object.values(config.electronFuses)) expect(value).toBeTypeOf('boolean');
});

test('macOS lets the program and its helpers make code as they run, and nothing else', async () => {
  expect(config.mac.hardenedRuntime).toBe(true);
  for (const path of [config.mac.entitlements, config.mac.entitlementsInherit]) {
    const text = await readFile(join(ROOT, path), 'utf8');
    expect(
      [...text.matchAll(/<key>(.*?)<\/key>\s*<(\w+)\/>/g)].map(([, key, value]) => [key, value]),
    ).toEqual([['com.apple.security.cs.allow-jit', 'true']]);
    expect(text.match(/<key>/g)).toHaveLength(1);
  }
});

test('each system gets an installer and an archive that needs none', () => {
  expect(config.mac.target).toEqual(['dmg', 'zip']);
  expect(config.win.target).toEqual(['nsis', 'zip']);
  expect(config.linux.target).toEqual(['AppImage', 'deb', 'rpm', 'tar.gz']);
});
