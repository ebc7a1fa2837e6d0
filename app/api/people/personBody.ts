import { z } from 'zod';
import { type PasswordFault, passwordFault } from '#lib/access/passwordRule.ts';
import { roles } from '#lib/access/role.ts';
import { PersonRefused } from '#lib/database/people.ts';
import { refusal } from '../jsonAnswer.ts';

export const nameField = z.string().trim().min(1).max(80);
export const roleField = z.enum(roles);
export const passwordField = z.string().max(1000).optional();

/** The refusal of an initial password; null: it will do. */
export function refusedPassword(password: string, username: string, name: string): Response | null {
  const fault: PasswordFault | null = passwordFault(password, [username, ...name.split(/\s+/)]);
  return fault && refusal(400, fault, 'Choose another password.');
}

const sentences: Record<PersonRefused['reason'], string> = {
  username_taken: 'This username is taken.',
  last_admin: 'One admin who can sign in must remain.',
  no_such_person: 'There is no such person.',
  has_directory: 'The role of whom a directory knows is set there.',
};

/** Answers what people refuse by themselves, such as the last admin's leaving; any other failure is thrown on. */
export async function unlessRefused(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PersonRefused)) throw error;
    const status = error.reason === 'no_such_person' ? 404 : 409;
    return refusal(status, error.reason, sentences[error.reason]);
  }
}
