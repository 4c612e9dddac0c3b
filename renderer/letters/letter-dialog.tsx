/** A message to one side, looked over before it is taken along: its language, its address, its text. Sends nothing. */
import { Copy, Mail } from 'lucide-react';
import { useMemo, useState } from 'react';
import { fitsAddress, type Letter, type LetterFacts, writeLetter } from '../../shared/letter.ts';
import {
  LANGUAGE_NAMES,
  LETTER_LANGUAGES,
  LETTER_LOCALES,
  type LetterLanguage,
} from '../../shared/letter-language.ts';
import { firstNameOf, isEmail, LONGEST_EMAIL } from '../../shared/people.ts';
import { questionsTo, type StandingAbout } from '../../shared/standing.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { openLink } from '../accounts/next-step.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled, useName } from '../people/names.ts';
import { changePeople } from '../people/people-state.ts';
import { noteReminded, useReminded } from '../requests/reminders.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { toast } from '../ui/toast.tsx';
import { copyText } from '../words/clipboard.ts';
import { useLanguage } from '../words/i18n.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { useLetterTexts } from './letter-texts.ts';
import { closeLetter } from './letters-state.ts';
import './letters.css';

const LANGUAGES = LETTER_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));

export function LetterDialog() {
  const asked = useStore((state) => state.letter);
  return asked === null ? null : (
    <OneLetter key={`${asked.nichandle} ${asked.requestKeys.join(' ')}`} {...asked} />
  );
}

function OneLetter({ nichandle, requestKeys }: { nichandle: string; requestKeys: readonly string[] }) {
  const { t } = useTranslation('letters');
  const name = useName(nichandle);
  const who = name === null ? nichandle : firstNameOf(name);
  const handle = nichandle.toLowerCase();
  const person = useStore((state) => state.people.get(handle));
  const spoken = useLanguage();
  const requests = useStore((state) => state.requests);
  const about = useMemo(() => {
    const wanted = new Set(requestKeys);
    return requests.filter(({ key }) => wanted.has(key));
  }, [requests, requestKeys]);
  const platform = useStore((state) => state.app?.platform ?? '');
  const last = useReminded(nichandle, requestKeys);
  const [language, setLanguage] = useState<LetterLanguage>(person?.language ?? spoken);
  const [email, setEmail] = useState(person?.email ?? '');
  const questions = useQuestions(nichandle, about);
  const [picked, setPicked] = useState<readonly StandingAbout[] | null>(null);
  // Asked once of itself; a reminder repeats nothing unless it is told to.
  const standing = picked ?? (last === null ? questions : NOTHING);
  const letter = useLetter({ nichandle, name, requests: about, reminds: last !== null, language, standing });
  const isWrong = email.trim() !== '' && !isEmail(email);
  const fits = letter === null || fitsAddress(email, letter, platform);

  const keepPerson = () => {
    const address = isEmail(email) ? email.trim() : (person?.email ?? '');
    if (address === (person?.email ?? '') && language === person?.language) return;
    void changePeople([{ nichandle, email: address, language }]);
  };
  const taken = () => {
    keepPerson();
    if (requestKeys.length > 0) void noteReminded(nichandle, requestKeys);
    closeLetter();
  };
  const copy = async (text: Letter) => {
    await copyText(`${text.subject}\n\n${text.body}`, t('copied'));
    taken();
  };
  const open = async (text: Letter) => {
    // The text waits on the clipboard for the message that opens without it.
    if (!fits) await copyText(text.body, t('copiedToPaste'));
    const answer = await openLink({
      to: 'write',
      email: email.trim(),
      subject: text.subject,
      body: fits ? text.body : '',
    });
    if (answer.ok) taken();
    else toast(t('failed', { who }), { tone: 'bad' });
  };
  return (
    <Dialog
      open
      size="l"
      onClose={closeLetter}
      title={t(last === null ? 'title' : 'titleAgain', { who: name ?? nichandle })}
      description={name === null ? undefined : <span className="handle">{nichandle}</span>}
      footer={
        <>
          <p className="dialog-note">{t(isEmail(email) && !fits ? 'noteLong' : 'note')}</p>
          <Button
            icon={<Copy aria-hidden="true" />}
            disabled={letter === null}
            onClick={() => (letter === null ? undefined : void copy(letter))}
          >
            {t('copy')}
          </Button>
          <Button
            variant="primary"
            icon={<Mail aria-hidden="true" />}
            disabled={letter === null || !isEmail(email)}
            onClick={() => (letter === null ? undefined : void open(letter))}
          >
            {t(fits ? 'open' : 'copyAndOpen')}
          </Button>
        </>
      }
    >
      <div className="letter">
        <div className="letter-language">
          <span className="field-label">{t('language')}</span>
          <Segmented label={t('language')} value={language} onChange={setLanguage} items={LANGUAGES} />
        </div>
        <TextField
          label={t('email')}
          type="email"
          value={email}
          maxLength={LONGEST_EMAIL}
          placeholder={t('emailEmpty')}
          error={isWrong ? t('emailFault') : undefined}
          hint={email.trim() === '' ? t('emailHint', { who }) : t('emailKept')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Questions questions={questions} standing={standing} onChange={setPicked} />
        {last === null ? null : (
          <p className="letter-last">
            {t('last')} <When at={last} style="short" />
          </p>
        )}
        {letter === null ? null : (
          <section className="letter-text" aria-label={t('text')} lang={language}>
            <h3>{letter.subject}</h3>
            <p>{letter.body}</p>
          </section>
        )}
      </div>
    </Dialog>
  );
}

const NOTHING: readonly StandingAbout[] = [];

/** What only they can tell of their account, of what the check of a hand-over looks at. */
function useQuestions(nichandle: string, requests: LetterFacts['requests']): readonly StandingAbout[] {
  const services = useStore((state) => state.services);
  const mineOf = useMineOf();
  return useMemo(() => {
    const wanted = new Set(requests.map(({ serviceKey }) => serviceKey));
    const own = new Map(
      (services ?? []).flatMap((one) => (wanted.has(one.key) ? [[one.key, one] as const] : [])),
    );
    const mine = new Set(requests.flatMap(({ api }) => [...mineOf(api)]));
    return questionsTo(nichandle, requests, own, mine);
  }, [nichandle, requests, services, mineOf]);
}

type QuestionsProps = {
  questions: readonly StandingAbout[];
  standing: readonly StandingAbout[];
  onChange: (standing: readonly StandingAbout[]) => void;
};

/** What whoever takes over should look at before: only what matters to what they take over. */
function Questions({ questions, standing, onChange }: QuestionsProps) {
  const { t } = useTranslation('letters');
  if (questions.length === 0) return null;
  return (
    <fieldset className="letter-questions">
      <legend className="field-label">{t('ask')}</legend>
      {questions.map((question) => (
        <label key={question}>
          <Checkbox
            label={t(`question.${question}`)}
            checked={standing.includes(question)}
            onChange={(checked) =>
              onChange(questions.filter((one) => (one === question ? checked : standing.includes(one))))
            }
          />
          <span>{t(`question.${question}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

type Asked = Pick<LetterFacts, 'nichandle' | 'requests' | 'reminds' | 'standing'> & {
  name: string | null;
  language: LetterLanguage;
};

/** `null` until its texts are here, or where there is nothing to write of any more. */
function useLetter({ name, language, ...asked }: Asked): Letter | null {
  const texts = useLetterTexts(language);
  const mineOf = useMineOf();
  const called = useCalled();
  const accounts = useAccounts();
  if (texts === null) return null;
  const seenBy = new Set(asked.requests.flatMap((request) => request.seenBy));
  const [own] = accounts.filter(({ id }) => seenBy.has(id));
  return writeLetter({
    ...asked,
    texts,
    locale: LETTER_LOCALES[language],
    name: name === null ? null : firstNameOf(name),
    sender: own === undefined ? '' : called(own.nichandle),
    mineOf,
    called,
  });
}
