/** Must run before any schema is made: zod decides at that moment whether it may make code from strings. */
import { z } from 'zod';

// SECURITY: the content security policy forbids it, and even trying would be reported.
z.config({ jitless: true });
