/** Which services are ticked, as the list of them stands now. */
import { afterEach, describe, expect, it } from 'vitest';
import { availableCommands } from '../../../renderer/app/commands.ts';
import { KeySet } from '../../../renderer/list/key-set.ts';
import { chosenIn, chosenOf, handOverChosen } from '../../../renderer/services/chosen-services.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { finish } from '../../../shared/slices.ts';
import { account, service } from '../../fakes/world.ts';

const LIST = [
  service(1, 'a.es', '/domain', { seenBy: ['a'] }),
  service(2, 'b.es', '/domain', { seenBy: ['a', 'b'] }),
  service(3, 'c.es', '/domain', { seenBy: ['b'] }),
];

afterEach(() => useStore.setState(initialState(), true));

describe('the ticked services', () => {
  it('of this moment are those of the last tick, whatever has been counted so far', () => {
    expect(chosenIn(useStore.getState())).toEqual([]);
    useStore.setState({ services: LIST, selectedServices: new KeySet(['sandbox/2', 'sandbox/9']) });
    expect(chosenIn(useStore.getState())).toEqual(['sandbox/2']);
    useStore.setState({ selectedServices: new KeySet(['sandbox/3']) });
    expect(chosenIn(useStore.getState())).toEqual(['sandbox/3']);
  });
  it('are those that are still there, in the order of the list', () => {
    const ticked = new KeySet(['sandbox/3', 'sandbox/9', 'sandbox/1']);
    expect(finish(chosenOf(ticked, LIST, null))).toEqual(['sandbox/1', 'sandbox/3']);
  });
  it('are only what the chosen account sees, also where all were ticked at once', () => {
    const all = KeySet.whole(LIST.map(({ key }) => key));
    expect(finish(chosenOf(all, LIST, 'b'))).toEqual(['sandbox/2', 'sandbox/3']);
    expect(finish(chosenOf(all, LIST, null))).toEqual(LIST.map(({ key }) => key));
  });
});

describe('changing the contacts of what is ticked', () => {
  const [first, second] = [account('aa1-ovh', { id: 'a' }), account('bb2-ovh', { id: 'b' })];
  const onServices = { screen: 'services', key: null, query: {} } as const;
  const narrowedTo = (id: string | null) => ({ ...initialState().settings, account: id });
  const command = () => availableCommands(useStore.getState()).find(({ id }) => id === 'services:handover');
  const begin = (ticked: string[]) =>
    useStore.setState({
      accounts: [first, second],
      services: LIST,
      route: onServices,
      settings: narrowedTo('b'),
      selectedServices: new KeySet(ticked),
    });

  it('takes from the palette what the button counts: only what the chosen account sees', () => {
    begin(['sandbox/1', 'sandbox/2', 'sandbox/3']);
    command()?.run();
    expect(useStore.getState().handover?.selected).toEqual(['sandbox/2', 'sandbox/3']);
  });
  it('is not offered where the chosen account sees nothing of what is ticked', () => {
    begin(['sandbox/1']);
    expect(command()).toBeUndefined();
    useStore.setState({ settings: narrowedTo(null) });
    expect(command()).toBeDefined();
  });
  it('begins nothing where nothing is ticked', () => {
    begin([]);
    handOverChosen();
    expect(useStore.getState().handover).toBeNull();
  });
});
