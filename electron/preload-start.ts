/**
 * A build step: the page names the chunks of its start in its head, so that they are fetched while the first small script
 * runs, not after it. Changes nothing else of the page.
 */
import type { Plugin } from 'vite';

/** `start`: end of the path of the module that the page's entry imports when it runs. */
export function preloadStart(start: string): Plugin {
  return {
    name: 'preload-start',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
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
        const missing = (name: string): boolean => !html.includes(`./${name}`);
        const tag = (rel: string, name: string) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href: `./${name}` },
          injectTo: 'head' as const,
        });
        return [
          ...[...scripts].filter(missing).map((name) => tag('modulepreload', name)),
          ...[...styles].filter(missing).map((name) => tag('stylesheet', name)),
        ];
      },
    },
  };
}
