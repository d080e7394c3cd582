/**
 * Runs before each test file of the projects `sqlite` and `postgresql`: points DATABASE_URL at a fresh database before
 * anything of ours is imported, as the schema decides its dialect when it is first imported.
 */
import { afterAll } from 'vitest';
import { createTestDatabase } from './database.ts';

const database = await createTestDatabase();
process.env.DATABASE_URL = database.url;
afterAll(database.remove);
