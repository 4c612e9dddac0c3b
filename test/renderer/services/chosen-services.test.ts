/** Which services are ticked, as the list of them stands now. */
import { afterEach, describe, expect, it } from 'vitest';
import { KeySet } from '../../../renderer/list/key-set.ts';
import { chosenNow, chosenOf } from '../../../renderer/services/chosen-services.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { finish } from '../../../shared/slices.ts';
import { service } from '../../fakes/world.ts';

const LIST = [
  service(1, 'a.es', '/domain', { seenBy: ['a'] }),
  service(2, 'b.es', '/domain', { seenBy: ['a', 'b'] }),
  service(3, 'c.es', '/domain', { seenBy: ['b'] }),
];

afterEach(() => useStore.setState(initialState(), true));

describe('the ticked services', () => {
  it('of this moment are those of the last tick, whatever has been counted so far', () => {
    expect(chosenNow()).toEqual([]);
    useStore.setState({ services: LIST, selectedServices: new KeySet(['sandbox/2', 'sandbox/9']) });
    expect(chosenNow()).toEqual(['sandbox/2']);
    useStore.setState({ selectedServices: new KeySet(['sandbox/3']) });
    expect(chosenNow()).toEqual(['sandbox/3']);
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
