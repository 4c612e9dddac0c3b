/** What the system's own panel says about the program. Opens nothing. */
import type { AboutPanelOptionsOptions } from 'electron';
import packageJson from '../../package.json' with { type: 'json' };
import type { Texts } from './texts.ts';

/** `version`: the program's. `icon`: path of a PNG. */
export function aboutPanel(
  texts: Texts,
  versions: Pick<NodeJS.ProcessVersions, 'electron' | 'chrome'>,
  version: string,
  icon: string,
): AboutPanelOptionsOptions {
  const { electron, chrome } = versions;
  const made = `Electron ${electron}, Chromium ${chrome}`;
  const licence = texts.menu('licence');
  return {
    applicationName: packageJson.productName,
    applicationVersion: version,
    // The one field with room for more that all three systems show.
    copyright: [`Copyright © ${packageJson.author.name}`, licence, made].join('\n'),
    website: packageJson.homepage,
    iconPath: icon,
  };
}
