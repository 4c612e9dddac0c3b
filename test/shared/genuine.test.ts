/** Whether an e-mail is OVHcloud's: three hundred made ones, of which no forged one is called genuine and no genuine one forged. */
import { describe, expect, it } from 'vitest';
import { judgeMail, withHistory } from '../../shared/genuine.ts';
import { findJudgedCodes, messagesIn } from '../../shared/judged-codes.ts';
import { isOfOvh } from '../../shared/ovh-domains.ts';
import { KINDS, type MadeMail, makeMails } from './forger.ts';

const MAILS = makeMails(300, 7);
const verdictOf = (mail: MadeMail) => judgeMail(mail.raw).verdict;

describe('three hundred e-mails', () => {
  it('no forged one is called genuine, no genuine one forged; the table tells what is told of each kind', () => {
    const table = KINDS.map(({ name, truth }) => {
      const verdicts = MAILS.filter(({ kind }) => kind === name).map(verdictOf);
      const count = (verdict: string) => verdicts.filter((each) => each === verdict).length;
      return {
        truth,
        kind: name,
        genuine: count('genuine'),
        unsure: count('unsure'),
        forged: count('forged'),
      };
    });
    console.table(table);
    const wrong = MAILS.filter((mail) => {
      const verdict = verdictOf(mail);
      return verdict !== 'unsure' && verdict !== mail.truth;
    });
    expect(wrong.map(({ kind, language }) => `${kind} (${language})`)).toEqual([]);
    expect(new Set(MAILS.map(({ language }) => language)).size).toBe(7);
    // Something has to be told, or nothing could ever be wrong.
    expect(MAILS.filter((mail) => verdictOf(mail) === 'genuine').length).toBeGreaterThan(45);
    expect(MAILS.filter((mail) => verdictOf(mail) === 'forged').length).toBeGreaterThan(60);
  });

  it('each as it came is genuine, each that lies in a link or a sender forged, in every language', () => {
    const of = (kind: string) => new Set(MAILS.filter((mail) => mail.kind === kind).map(verdictOf));
    for (const kind of [
      'as it came',
      'received by Google',
      'received by Microsoft, links wrapped',
      'sent on by a server, sealed by Google',
    ])
      expect([...of(kind)], kind).toEqual(['genuine']);
    for (const kind of [
      'another domain called OVHcloud',
      'the right sender, the wrong link',
      'the link says one host and leads to another',
      'a safe-link wrapper around a stranger',
      'a customer\u2019s machine below OVHcloud\u2019s name',
    ])
      expect([...of(kind)], kind).toEqual(['forged']);
  });

  it('codes of forged ones are suspicious, those of genuine ones are not, and each has the verdict of its own message', () => {
    for (const mail of MAILS) {
      const found = findJudgedCodes(mail.raw, []).codes.find(({ code }) => code === mail.code);
      if (found === undefined) throw new Error(`no code in ${mail.kind}`);
      const verdict = verdictOf(mail);
      expect({ kind: mail.kind, suspicious: found.suspicious }).toEqual({
        kind: mail.kind,
        suspicious: verdict === 'forged',
      });
      expect(found.mail?.judgement.verdict).toBe(verdict);
      expect(JSON.stringify(found.mail?.judgement)).not.toContain(mail.code);
    }
  });
});

const find = (kind: string): MadeMail => {
  const mail = MAILS.find((each) => each.kind === kind);
  if (!mail) throw new Error(kind);
  return mail;
};

it('several sources one after the other are judged each by its own headers, one attached to another is not', () => {
  const one = find('as it came');
  const other = find('another domain called OVHcloud');
  const both = `${one.raw}\n\n${other.raw}`;
  expect(messagesIn(both)).toHaveLength(2);
  const found = findJudgedCodes(both, []).codes;
  expect(found.find(({ code }) => code === one.code)?.mail?.judgement.verdict).toBe('genuine');
  expect(found.find(({ code }) => code === other.code)).toMatchObject({
    suspicious: true,
    mail: { judgement: { verdict: 'forged' } },
  });
  expect(messagesIn(find('forwarded as an attachment').raw)).toHaveLength(1);
});

it('the source of what is not genuine is kept for a report, that of a genuine one is not', () => {
  const forged = find('another domain called OVHcloud');
  expect(findJudgedCodes(forged.raw, []).codes[0]?.mail?.source).toBe(forged.raw);
  expect(findJudgedCodes(find('as it came').raw, []).codes[0]?.mail?.source).toBeNull();
});

it('OVHcloud\u2019s own list makes an uncertain one genuine, confirms what the receiver denied, and forgives no lying link', () => {
  const uncertain = judgeMail(find('no findings by the receiver').raw);
  expect(withHistory(uncertain, true).verdict).toBe('genuine');
  expect(withHistory(uncertain, false).verdict).toBe('unsure');
  expect(
    withHistory(judgeMail(find('findings of its own below the receiver\u2019s').raw), false).verdict,
  ).toBe('forged');
  expect(withHistory(judgeMail(find('the right sender, the wrong link').raw), true).verdict).toBe('forged');
});

it('a handle of mine in the subject is told', () => {
  const raw = find('as it came').raw.replace(
    /^Subject: .*$/m,
    'Subject: ac21874-ovh: contact change request no. 5',
  );
  expect(judgeMail(raw, ['ac21874-ovh']).reasons).toContainEqual({ why: 'names-me', what: 'ac21874-ovh' });
});

it('names below ovh.net that customers have are not OVHcloud\u2019s', () => {
  expect(['ovh.com', 'www.ovh.es', 'help.ovhcloud.com', 'manager.eu.ovhcloud.com'].every(isOfOvh)).toBe(true);
  expect(
    [
      'vps-1.vps.ovh.net',
      'x.cluster031.hosting.ovh.net',
      'ovh.com.example',
      'notovh.com',
      'ovh.example',
    ].some(isOfOvh),
  ).toBe(false);
});

it.each([
  '',
  'x',
  'From: a@b',
  'From: a@ovh.com\n\n',
  `${'Received: x\n'.repeat(5000)}From: a@ovh.com\n\nhttps://`,
])('whatever comes in is judged, and never genuine by nothing: %#', (text) => {
  expect(judgeMail(text).verdict).toBe('unsure');
});
