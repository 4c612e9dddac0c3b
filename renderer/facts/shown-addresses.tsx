/** Addresses in what OVHcloud tells: masked as everywhere else, until the person chooses to see them in full. */
import { Eye, EyeOff } from 'lucide-react';
import { maskEmails } from '../../shared/mask.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';

/** Masks the addresses in a text, or leaves them as they are. */
export function useShownAddresses(): (text: string) => string {
  const shown = useStore((state) => state.addressesShown);
  return shown ? (text) => text : maskEmails;
}

export function ShowAddresses() {
  const { t } = useTranslation('facts');
  const shown = useStore((state) => state.addressesShown);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Button
      variant="link"
      icon={<Icon aria-hidden="true" />}
      aria-pressed={shown}
      onClick={() => useStore.setState({ addressesShown: !shown })}
    >
      {t('showAddresses')}
    </Button>
  );
}
