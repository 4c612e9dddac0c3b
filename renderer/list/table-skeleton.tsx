/** Rows of a list that is not here yet: drawn for the eye, told once to assistive technology. */
const ROWS = 9;

export function Skeleton({
  tracks,
  count,
  first,
  rowHeight,
  label,
}: {
  tracks: string;
  count: number;
  /** The first column with words. */
  first: number;
  rowHeight: number;
  label: string;
}) {
  return (
    <>
      <div role="rowgroup" className="visually-hidden">
        <div role="row">
          <div role="gridcell">{label}</div>
        </div>
      </div>
      {/* Drawn for the eye alone: read out, they would be rows that are not there. */}
      <div aria-hidden="true">
        {Array.from({ length: ROWS }, (_, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity.
            key={index}
            className="grid-row grid-row-still"
            style={{ gridTemplateColumns: tracks, height: rowHeight }}
          >
            {Array.from({ length: count }, (__, cell) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells without identity.
              <div key={cell} className="grid-cell">
                {cell < first ? null : (
                  <span className="skeleton" style={{ width: `${40 + ((index * 7 + cell * 13) % 45)}%` }} />
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}
