import { describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { noteAbout } from './room.ts';

const m = messagesFor('en');
const at = (query: string) => new URL(`https://post.example/t/x/rewards${query}`);
const notes = { done: { redeemed: 'It is yours.' }, faults: { conflict: 'It is gone.' } };

describe('noteAbout', () => {
  test.each([
    ['?done=redeemed', { kind: 'done', text: 'It is yours.' }],
    ['?done=saved', { kind: 'done', text: m.rooms.done.saved }],
    ['?done=never-heard', { kind: 'done', text: m.rooms.done.other }],
    ['?fault=conflict', { kind: 'fault', text: 'It is gone.' }],
    ['?fault=unavailable', { kind: 'fault', text: m.rooms.faults.unavailable }],
    ['?fault=constructor', { kind: 'fault', text: m.rooms.faults.other }],
    ['?done=saved&fault=invalid', { kind: 'fault', text: m.rooms.faults.invalid }],
    ['', null],
  ])('ok: %s', (query, note) => {
    expect(noteAbout(at(query), notes, m)).toEqual(note);
  });
});
