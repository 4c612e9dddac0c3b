/** The files of a drop, those of dropped folders too. Opens none of them. */

/** More than anybody keeps codes in; a whole disk dropped by mistake ends here. */
const MOST = 5000;
const DEEPEST = 8;

/** What of the browser's entries is used. */
export type DroppedFile = {
  isDirectory: false;
  file: (done: (file: File) => void, failed: () => void) => void;
};
export type DroppedFolder = {
  isDirectory: true;
  createReader: () => {
    readEntries: (done: (entries: DroppedEntry[]) => void, failed: () => void) => void;
  };
};
export type DroppedEntry = DroppedFile | DroppedFolder;

/** `areMore`: than are taken at once. */
export type Dropped = { files: File[]; areMore: boolean };

/** Must be called while the drop is told of: afterwards the browser forgets what was dropped. */
export function droppedFiles(data: DataTransfer): Promise<Dropped> {
  const loose: File[] = [];
  const folders: DroppedFolder[] = [];
  for (const item of data.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry() as DroppedEntry | null;
    const file = item.getAsFile();
    if (entry?.isDirectory === true) folders.push(entry);
    else if (file !== null) loose.push(file);
  }
  return filesIn(folders).then(({ files, areMore }) => ({ files: [...loose, ...files], areMore }));
}

/** Every file below these folders, breadth first. What cannot be listed is left out. */
export async function filesIn(folders: readonly DroppedFolder[]): Promise<Dropped> {
  const files: File[] = [];
  let level = folders;
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const next: DroppedFolder[] = [];
    for (const folder of level) {
      for (const entry of await entriesOf(folder)) {
        if (entry.isDirectory) {
          next.push(entry);
          continue;
        }
        const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
        if (file === null) continue;
        if (files.length >= MOST) return { files, areMore: true };
        files.push(file);
      }
    }
    level = next;
  }
  return { files, areMore: level.length > 0 };
}

/** Browsers give a folder in parts, the last one empty. */
async function entriesOf(folder: DroppedFolder): Promise<DroppedEntry[]> {
  const reader = folder.createReader();
  const all: DroppedEntry[] = [];
  for (;;) {
    const some = await new Promise<DroppedEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return all;
    all.push(...some);
    if (all.length >= MOST) return all;
  }
}
