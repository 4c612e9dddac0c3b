/** A button that asks for a file with a table and hands its text on, with the input behind it that nobody sees. Understands no table. */
import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { textOfTable } from './table-file.ts';

type TableFileButtonProps = {
  label: string;
  /** Bytes; a larger file is not read, and `tooLarge` is told. */
  largest: number;
  tooLarge: string;
  onTable: (text: string) => void;
};

export function TableFileButton({ label, largest, tooLarge, onTable }: TableFileButtonProps) {
  const picker = useRef<HTMLInputElement>(null);
  async function read(file: File) {
    if (file.size > largest) toast(tooLarge, { tone: 'bad' });
    else onTable(textOfTable(new Uint8Array(await file.arrayBuffer())));
  }
  return (
    <>
      <Button icon={<Upload aria-hidden="true" />} onClick={() => picker.current?.click()}>
        {label}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        hidden
        aria-label={label}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) void read(file);
        }}
      />
    </>
  );
}
