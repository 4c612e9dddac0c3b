/** How old an answer is, and the button that asks anew. */
import { Button } from '../ui/button.tsx';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';

export function AskedAgain({ at, asking, onAsk }: { at: string; asking: boolean; onAsk: () => void }) {
  const { t } = useTranslation('facts');
  return (
    <p className="fact-age">
      {t('asked')} <When at={at} past />{' '}
      <Button variant="link" busy={asking} onClick={onAsk}>
        {t('again')}
      </Button>
    </p>
  );
}
