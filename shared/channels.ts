/**
 * The names of everything that crosses the bridge, and nothing else: the sandboxed preload bundles this file whole,
 * so it must not import anything.
 */
export const CHANNELS = [
  'app:open',
  'accounts:trySandbox',
  'accounts:connectKeys',
  'accounts:connectOAuth2',
  'accounts:startValidation',
  'accounts:checkValidation',
  'accounts:offers',
  'accounts:takeOffer',
  'accounts:change',
  'accounts:reopen',
  'accounts:forget',
  'accounts:revealEmail',
  'settings:change',
  'sync:now',
  'sync:attention',
  'services:list',
  'requests:list',
  'requests:decide',
  'requests:stopDeciding',
  'requests:resend',
  'codes:recognise',
  'codes:recogniseFiles',
  'codes:findInMail',
  'codes:forget',
  'handover:check',
  'handover:send',
  'handover:stop',
  'outbox:list',
  'outbox:keep',
  'outbox:review',
  'outbox:send',
  'outbox:stop',
  'outbox:drop',
  'activity:list',
  'people:list',
  'people:label',
  'links:open',
  'sandbox:mail',
] as const;

export type Channel = (typeof CHANNELS)[number];

export const EVENTS = [
  'accounts:changed',
  'settings:changed',
  'sync:changed',
  'services:changed',
  'requests:changed',
  'activity:changed',
  'people:changed',
  'codes:arrived',
  'decisions:progress',
  'handover:progress',
  'outbox:changed',
  'outbox:progress',
  'command:run',
] as const;

export type EventName = (typeof EVENTS)[number];
