/**
 * The one store of the screens: facts from the desk and what a person has set up on screen. A slice is a type and its first
 * value, in a file of its subject, and knows no store; the actions beside it know this one. To add one, write
 * `function xSlice(): XSlice` there and add it to the two lists here.
 */
import { create } from 'zustand';
import { type AccountsSlice, accountsSlice } from '../accounts/accounts-slice.ts';
import { type ConnectSlice, connectSlice } from '../accounts/connect-slice.ts';
import { type ActivitySlice, activitySlice } from '../activity/activity-slice.ts';
import { type AppSlice, appSlice } from '../app/app-slice.ts';
import { type CodesSlice, codesSlice } from '../codes/codes-slice.ts';
import { type DecisionsSlice, decisionsSlice } from '../codes/decisions-slice.ts';
import { type FactsSlice, factsSlice } from '../facts/facts-slice.ts';
import { type HandoverSlice, handoverSlice } from '../handover/handover-slice.ts';
import { type LettersSlice, lettersSlice } from '../letters/letters-slice.ts';
import { type LockSlice, lockSlice } from '../lock/lock-slice.ts';
import { type MailSlice, mailSlice } from '../mail/mail-slice.ts';
import { type MovesSlice, movesSlice } from '../moves/moves-slice.ts';
import { type OutboxSlice, outboxSlice } from '../outbox/outbox-slice.ts';
import { type PeopleSlice, peopleSlice } from '../people/people-slice.ts';
import { type PreparedSlice, preparedSlice } from '../prepared/prepared-slice.ts';
import { type RemindersSlice, remindersSlice } from '../requests/reminders-slice.ts';
import { type RequestsSlice, requestsSlice } from '../requests/requests-slice.ts';
import { type RulesSlice, rulesSlice } from '../rules/rules-slice.ts';
import { type ServicesSlice, servicesSlice } from '../services/services-slice.ts';
import { type SettingsSlice, settingsSlice } from '../settings/settings-slice.ts';
import { type NowSlice, nowSlice } from './now-slice.ts';
import { type RouteSlice, routeSlice } from './route-slice.ts';
import { type SyncSlice, syncSlice } from './sync-slice.ts';

export type State = AppSlice &
  AccountsSlice &
  SyncSlice &
  SettingsSlice &
  LockSlice &
  RequestsSlice &
  RemindersSlice &
  ServicesSlice &
  HandoverSlice &
  FactsSlice &
  ConnectSlice &
  ActivitySlice &
  MailSlice &
  RouteSlice &
  NowSlice &
  CodesSlice &
  PeopleSlice &
  OutboxSlice &
  LettersSlice &
  DecisionsSlice &
  RulesSlice &
  MovesSlice &
  PreparedSlice;

export function initialState(): State {
  return {
    ...appSlice(),
    ...accountsSlice(),
    ...syncSlice(),
    ...settingsSlice(),
    ...lockSlice(),
    ...requestsSlice(),
    ...remindersSlice(),
    ...servicesSlice(),
    ...handoverSlice(),
    ...factsSlice(),
    ...connectSlice(),
    ...activitySlice(),
    ...mailSlice(),
    ...routeSlice(),
    ...nowSlice(),
    ...codesSlice(),
    ...peopleSlice(),
    ...outboxSlice(),
    ...lettersSlice(),
    ...decisionsSlice(),
    ...rulesSlice(),
    ...movesSlice(),
    ...preparedSlice(),
  };
}

export const useStore = create<State>()(initialState);
