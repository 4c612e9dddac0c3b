/** Must be the first import of the entry: zod decides while schemas are made whether it may make code from strings. */
import { z } from 'zod';

// SECURITY: the content security policy forbids it, and even trying would be reported.
z.config({ jitless: true });
