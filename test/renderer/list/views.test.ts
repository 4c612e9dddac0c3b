/** Saved views: what makes two of them the same, and that keeping one never loses another. */
import { beforeEach, describe, expect, it } from 'vitest';
import { availableCommands, runCommand } from '../../../renderer/app/commands.ts';
import * as views from '../../../renderer/list/views.ts';
import { changeSettings } from '../../../renderer/settings/settings-state.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { MOST_VIEWS } from '../../../shared/settings.ts';
import { fakeBridge } from '../../fakes/bridge.ts';
import { account } from '../../fakes/world.ts';

const { sameView, viewInForce } = views;
const saveView = (name: string, query: Record<string, string>, list: 'services' | 'requests' = 'services') =>
  views.saveView(list, name, query, changeSettings);
const names = () => useStore.getState().settings.savedViews.map(({ name }) => name);

beforeEach(() => {
  setBridge(fakeBridge({ now: 0 }));
  useStore.setState({ ...initialState(), accounts: [account('ac21874-ovh')] });
});

describe('a view', () => {
  it('is the same whatever the order of its parts, empty ones aside', () => {
    expect(sameView({ q: 'a', sort: '-name', type: '' }, { sort: '-name', q: 'a' })).toBe(true);
    expect(sameView({ q: 'a' }, { q: 'a', contact: 'x' })).toBe(false);
  });
  it('is kept with what narrows, and found again by it', async () => {
    expect(await saveView('Marta', { q: 'tech:mp40311-ovh', type: '', cols: 'name,tags' })).toBeNull();
    const { savedViews } = useStore.getState().settings;
    expect(savedViews[0]?.query).toEqual({ q: 'tech:mp40311-ovh', cols: 'name,tags' });
    expect(viewInForce(savedViews, { cols: 'name,tags', q: 'tech:mp40311-ovh' })?.name).toBe('Marta');
    expect(viewInForce(savedViews, {})).toBeNull();
  });
  it('of the same name is replaced, others stay, in the order of their names', async () => {
    await saveView('b', { q: '1' });
    await saveView('a', { q: '2' });
    await saveView('b', { q: '3' });
    expect(names()).toEqual(['a', 'b']);
    expect(useStore.getState().settings.savedViews[1]?.query).toEqual({ q: '3' });
  });
  it('belongs to its list: another list may have one of the same name', async () => {
    await saveView('Marta', { q: '1' });
    await saveView('Marta', { segment: 'waiting' }, 'requests');
    const kept = useStore.getState().settings.savedViews;
    expect(kept.map(views.listOf)).toEqual(['services', 'requests']);
  });
  it('can be renamed and deleted', async () => {
    await saveView('a', { q: '1' });
    await saveView('b', { q: '2' });
    const [a, b] = useStore.getState().settings.savedViews;
    await views.renameView(a?.id ?? '', 'c', changeSettings);
    expect(names()).toEqual(['b', 'c']);
    await views.deleteView(b?.id ?? '', changeSettings);
    expect(names()).toEqual(['c']);
  });
  it('is refused past what is kept, not dropped in silence', async () => {
    const savedViews = Array.from({ length: MOST_VIEWS }, (_, index) => ({
      id: String(index),
      name: `v${index}`,
      query: {},
    }));
    useStore.setState(({ settings }) => ({ settings: { ...settings, savedViews } }));
    expect(await saveView('one more', {})).toBe('too-many');
    expect(names()).toHaveLength(MOST_VIEWS);
  });
  it('is a command under its own name', async () => {
    await saveView('Marta', { q: 'marta' });
    const command = availableCommands(useStore.getState()).find(({ name }) => name === 'Marta');
    expect(command?.group).toBe('go');
    expect(runCommand('view:nothing')).toBe(false);
  });
});
