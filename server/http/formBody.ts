/** What a page's form sends, in either of the two encodings that forms have. */
import { HTTPException } from 'hono/http-exception';
import type { HttpContext } from './context.ts';

const encodings: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** @throws HTTPException 415 for what is no form, 400 for one that cannot be read */
export const readForm = async (c: HttpContext): Promise<FormData> => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!encodings.includes(type)) throw new HTTPException(415, { message: 'The body has to be a form' });
  try {
    return await c.req.formData();
  } catch {
    throw new HTTPException(400, { message: 'The form cannot be read' });
  }
};

/** One field of a form as text; empty where it is absent or a file. */
export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
