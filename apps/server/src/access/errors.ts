import { InputError, type InputProblem } from '@tombola/shared';

/** Nobody knows who asks (`unauthenticated`, 401), or who asks may not (`forbidden`, 403). */
export class AccessError extends InputError {
  readonly code: 'unauthenticated' | 'forbidden';

  constructor(code: AccessError['code'], problem: InputProblem) {
    super(problem);
    this.name = 'AccessError';
    this.code = code;
  }
}
