/** Whether a NIC handle leads on where it stands: not in a row whose click means the row, nor in a dialog that is to be finished first. */
import { createContext } from 'react';

export const HandlesLead = createContext(true);
