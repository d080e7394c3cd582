import { expect, test } from 'vitest';
import { pageAfterSignIn } from './entrance.ts';

test.for([
  '/desk',
  '/desk?view=closed',
  '/desk/cases/01a20003-dc1d-7023-a98f-33147a48a401',
  '/desk/cases/01a2?view=closed',
])('ok: %s', (page) => expect(pageAfterSignIn(page)).toBe(page));

test.for([
  undefined,
  '',
  'https://evil.example/desk',
  '//evil.example/desk',
  '/\\evil.example',
  '/desk/../t/x',
  '/desk/\\evil.example',
  '/desk//evil.example',
  '/desk@evil.example',
  '/desk.evil.example',
  '/desk/cases/x/../../t',
  '/desk/cases/%2e%2e',
  '/desk/sign-out',
  '/desk/live',
  '/desk/sign-in?next=/desk',
  '/desk?view=closed&next=//evil.example',
  '/desk\r\nLocation: //evil.example',
  'javascript:alert(1)',
])('refuses to be led to %j', (asked) => expect(pageAfterSignIn(asked)).toBe('/desk'));
