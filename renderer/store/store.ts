/**
 * The one store of the screens: facts from the desk and what a person has set up on screen. Each slice lives in its own
 * file with its actions; to add one, write `function xSlice(): XSlice` there and add it to the two lists here.
 * (Slices are functions so that store and slice may import each other; they must touch nothing else of their own file.)
 */
import { create } from 'zustand';
import { type AccountsSlice, accountsSlice } from '../accounts/accounts.ts';
import { type ConnectSlice, connectSlice } from '../accounts/connect-state.ts';
import { type ActivitySlice, activitySlice } from '../activity/activity-state.ts';
import { type AppSlice, appSlice } from '../app/open.ts';
import { type CodesSlice, codesSlice } from '../codes/codes.ts';
import { type DecisionsSlice, decisionsSlice } from '../codes/decisions.ts';
import { type HandoverSlice, handoverSlice } from '../handover/handover-state.ts';
import { type LockSlice, lockSlice } from '../lock/lock-state.ts';
import { type MailSlice, mailSlice } from '../mail/mail-state.ts';
import { type OutboxSlice, outboxSlice } from '../outbox/outbox-state.ts';
import { type PeopleSlice, peopleSlice } from '../people/people-state.ts';
import { type RequestsSlice, requestsSlice } from '../requests/requests-state.ts';
import { type ServicesSlice, servicesSlice } from '../services/services-state.ts';
import { type SettingsSlice, settingsSlice } from '../settings/settings-state.ts';
import { type NowSlice, nowSlice } from './now.ts';
import { type RouteSlice, routeSlice } from './route.ts';
import { type SyncSlice, syncSlice } from './sync.ts';

export type State = AppSlice &
  AccountsSlice &
  SyncSlice &
  SettingsSlice &
  LockSlice &
  RequestsSlice &
  ServicesSlice &
  HandoverSlice &
  ConnectSlice &
  ActivitySlice &
  MailSlice &
  RouteSlice &
  NowSlice &
  CodesSlice &
  PeopleSlice &
  OutboxSlice &
  DecisionsSlice;

export function initialState(): State {
  return {
    ...appSlice(),
    ...accountsSlice(),
    ...syncSlice(),
    ...settingsSlice(),
    ...lockSlice(),
    ...requestsSlice(),
    ...servicesSlice(),
    ...handoverSlice(),
    ...connectSlice(),
    ...activitySlice(),
    ...mailSlice(),
    ...routeSlice(),
    ...nowSlice(),
    ...codesSlice(),
    ...peopleSlice(),
    ...outboxSlice(),
    ...decisionsSlice(),
  };
}

export const useStore = create<State>()(initialState);
