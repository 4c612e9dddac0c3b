/** The one way over the bridge: what does not fit is turned away, bugs become an answer, nothing secret is logged. */
import { describe, expect, test } from 'vitest';
import { checkEvent, dispatch, failureOf, origin } from '../../../electron/desk/dispatch.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { fakeDesk } from '../../fakes/desk.ts';

const SECRET = 'qKc7wV1nZs0TfUeB4yLm8PdRjH2gXa9o';

describe('dispatch', () => {
  test('hands the parsed input to the handler and answers what it answered', async () => {
    const desk = fakeDesk({ 'settings:change': () => ({ ok: true, value: DEFAULT_SETTINGS }) });
    const result = await dispatch(desk.handlers, 'settings:change', { theme: 'dark', extra: 1 }, () => {});
    expect(result).toEqual({ ok: true, value: DEFAULT_SETTINGS });
    expect(desk.asked).toEqual([{ channel: 'settings:change', input: { theme: 'dark' } }]);
  });

  test.each(['no:such', 'constructor', '__proto__', ''])(
    'turns the unknown channel «%s» away',
    async (channel) => {
      const desk = fakeDesk();
      const result = await dispatch(desk.handlers, channel, {}, () => {});
      expect(result).toMatchObject({ ok: false, error: { code: 'bad-input' } });
      expect(desk.asked).toEqual([]);
    },
  );

  test('turns an input that does not fit away without quoting it', async () => {
    const desk = fakeDesk();
    const input = {
      endpoint: 'ovh-eu',
      applicationKey: SECRET,
      applicationSecret: [SECRET],
      consumerKey: SECRET,
    };
    const result = await dispatch(desk.handlers, 'accounts:connectKeys', input, () => {});
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'bad-input', next: 'fix-input', detail: expect.stringContaining('applicationSecret') },
    });
    expect(JSON.stringify(result)).not.toContain(SECRET);
    expect(desk.asked).toEqual([]);
  });

  test('answers where a check of the schema itself stumbles over what came', async () => {
    const desk = fakeDesk();
    const input = JSON.parse('{"text": {"length": {"toString": 1}}}') as unknown;
    const result = await dispatch(desk.handlers, 'codes:recognise', input, () => {});
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(desk.asked).toEqual([]);
  });

  test('answers «internal» for a bug, and logs where it happened but not what was said', async () => {
    const desk = fakeDesk({
      'codes:recognise': () => {
        throw new RangeError(`cannot read ${SECRET}`);
      },
    });
    const lines: string[] = [];
    const result = await dispatch(desk.handlers, 'codes:recognise', { text: SECRET }, (line) =>
      lines.push(line),
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^codes:recognise: RangeError at .*dispatch\.test\.ts/);
    expect(lines.join()).not.toContain(SECRET);
  });

  test('lets no field out that the contract does not have', async () => {
    const desk = fakeDesk({
      'accounts:forget': () => ({ ok: true, value: { loggedOut: true, consumerKey: SECRET } }),
      'accounts:revealEmail': () => ({
        ok: false,
        error: { code: 'not-found', next: 'connect', secret: SECRET },
      }),
    });
    const answers = [
      await dispatch(desk.handlers, 'accounts:forget', { accountId: 'a' }, () => {}),
      await dispatch(desk.handlers, 'accounts:revealEmail', { accountId: 'a' }, () => {}),
    ];
    expect(answers).toEqual([
      { ok: true, value: { loggedOut: true } },
      { ok: false, error: { code: 'not-found', next: 'connect' } },
    ]);
  });

  test('answers «internal» where a handler breaks the contract', async () => {
    const desk = fakeDesk({ 'accounts:forget': () => ({ ok: true, value: { loggedOut: SECRET } }) });
    const lines: string[] = [];
    const result = await dispatch(desk.handlers, 'accounts:forget', { accountId: 'a' }, (line) =>
      lines.push(line),
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(lines).toEqual([expect.stringContaining('loggedOut')]);
    expect(lines.join()).not.toContain(SECRET);
  });
});

describe('what a person is told of a failure', () => {
  const answerTo = (channel: string, input: unknown, answer?: () => never) =>
    dispatch(
      fakeDesk(answer === undefined ? {} : { 'accounts:forget': answer }).handlers,
      channel,
      input,
      () => {},
    );

  test('says where, and what to do next', async () => {
    expect(await answerTo('no:such', {})).toEqual({
      ok: false,
      error: { code: 'bad-input', next: 'report', detail: 'unknown channel' },
    });
    expect(await answerTo('accounts:forget', 7)).toEqual({
      ok: false,
      error: { code: 'bad-input', next: 'fix-input', detail: '(all): invalid_type' },
    });
    expect(await answerTo('requests:decide', { job: 'j', items: [{ handle: 7 }] })).toMatchObject({
      error: { detail: expect.stringMatching(/^items\.0\.requestKey: invalid_type, items\.0\.accountId: /) },
    });
    const broken = await answerTo('accounts:forget', { accountId: 'a' }, () => {
      throw new Error('x');
    });
    expect(broken).toEqual({
      ok: false,
      error: { code: 'internal', next: 'report', detail: 'accounts:forget' },
    });
  });

  test('names five places at most', async () => {
    const items = Array.from({ length: 4 }, () => ({}));
    const answer = await answerTo('requests:decide', { job: 'j', items });
    expect((answer as { error: { detail: string } }).error.detail.split(', ')).toHaveLength(5);
  });

  test('is the disk’s own trouble where it was the disk’s', () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
    expect(failureOf(full, 'here').code).toBe('storage');
    expect(failureOf(new Error('x'), 'here')).toEqual({ code: 'internal', next: 'report', detail: 'here' });
    expect(failureOf(new Error('x'))).toEqual({ code: 'internal', next: 'report' });
  });

  test('the log names the kind of error and the first frames, never its words', () => {
    expect(origin('secret')).toBe('threw a string');
    expect(origin(undefined)).toBe('threw a undefined');
    const error = new RangeError('secret');
    error.stack = ['RangeError: secret at night', ...'abcdefgh']
      .map((name, at) => (at === 0 ? name : `    at ${name} (file.ts:${at})`))
      .join('\n');
    expect(origin(error)).toBe(
      `RangeError ${[...'abcdef'].map((name, at) => `at ${name} (file.ts:${at + 1})`).join(' ')}`,
    );
    delete error.stack;
    expect(origin(error)).toBe('RangeError');
  });
});

describe('events', () => {
  test('carry what the contract has and nothing else', () => {
    const payload = { count: 3, token: SECRET };
    expect(checkEvent('services:changed', payload, () => {})).toEqual({ count: 3 });
  });

  test('that do not fit are dropped with a line in the log', () => {
    const lines: string[] = [];
    const wrong = { count: 'many' } as unknown as { count: number };
    expect(checkEvent('services:changed', wrong, (line) => lines.push(line))).toBeNull();
    expect(lines).toEqual([expect.stringContaining('services:changed')]);
  });
});
