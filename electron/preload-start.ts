/**
 * A build step: the page names in its head what its start will ask for, so that it is fetched while the first small script
 * runs, not after it. Changes nothing else of the page.
 */
import type { Plugin } from 'vite';

/**
 * @param start end of the path of the module that the page's entry imports when it runs
 * @param fonts beginnings of the names of the fonts that the first words are set in
 */
export function preloadStart(start: string, fonts: readonly string[]): Plugin {
  return {
    name: 'preload-start',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const outputs = Object.values(bundle);
        const chunks = outputs.filter((output) => output.type === 'chunk');
        const entry = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(start));
        if (entry === undefined) throw new Error(`no chunk was made of ${start}`);
        const scripts = new Set<string>();
        const styles = new Set<string>();
        const add = (name: string): void => {
          const chunk = chunks.find(({ fileName }) => fileName === name);
          if (chunk === undefined || scripts.has(name)) return;
          scripts.add(name);
          for (const imported of chunk.imports) add(imported);
          for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
        };
        add(entry.fileName);
        const first = fonts.map((begin) => {
          const font = outputs.find(({ fileName }) => fileName.startsWith(`assets/${begin}`));
          if (font === undefined) throw new Error(`no font is called ${begin}`);
          return font.fileName;
        });
        const missing = (name: string): boolean => !html.includes(`./${name}`);
        const link = (name: string, attrs: Record<string, string>) => ({
          tag: 'link',
          attrs: { ...attrs, crossorigin: true, href: `./${name}` },
          injectTo: 'head' as const,
        });
        return [
          ...[...scripts].filter(missing).map((name) => link(name, { rel: 'modulepreload' })),
          ...[...styles].filter(missing).map((name) => link(name, { rel: 'stylesheet' })),
          ...first.map((name) => link(name, { rel: 'preload', as: 'font', type: 'font/woff2' })),
        ];
      },
    },
  };
}
