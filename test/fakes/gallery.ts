/** Shows every named state of the made-up world beside the others, by screen, theme, language, density and width. Holds none itself. */
import { SCREENS } from '../../renderer/store/route-slice.ts';
import { WORLDS } from './worlds.ts';

const SCALE = 0.4;
const HEIGHT = 900;

const form = document.querySelector('form');
const main = document.querySelector('main');
const screens = form?.querySelector<HTMLSelectElement>('[name="screen"]');
if (!form || !main || !screens) throw new Error('gallery.html has no form and no place for the states');
screens.append(...SCREENS.map((name) => new Option(name)));

function show(): void {
  const chosen = new FormData(form ?? undefined);
  const screen = String(chosen.get('screen'));
  const width = Number(chosen.get('width'));
  main?.replaceChildren(
    ...WORLDS.map((world) => {
      const query = new URLSearchParams({ world });
      for (const name of ['theme', 'language', 'density']) query.set(name, String(chosen.get(name)));
      const link = document.createElement('a');
      link.href = `screens.html?${query}#/${screen}`;
      link.textContent = world;
      const page = document.createElement('iframe');
      Object.assign(page, { src: link.href, title: world, loading: 'lazy', width, height: HEIGHT });
      const frame = document.createElement('div');
      frame.className = 'frame';
      frame.style.width = `${width * SCALE}px`;
      frame.style.height = `${HEIGHT * SCALE}px`;
      frame.append(page);
      const figure = document.createElement('figure');
      const caption = document.createElement('figcaption');
      caption.append(link);
      figure.append(caption, frame);
      return figure;
    }),
  );
}

form.addEventListener('change', show);
show();
