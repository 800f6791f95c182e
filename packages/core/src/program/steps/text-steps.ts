import type { ValueType } from '../../model/value-type.ts';
import type { Key } from '../../random/mix.ts';
import type { Register, TextPart } from '../register.ts';

/** Bounds of a count, both included. */
export interface CountRange {
  readonly min: number;
  readonly max: number;
}

/** Steps that give identifiers and text, the per-cell escape hatch included. */
export type TextStep =
  | {
      kernel: 'uuid-v4';
      out: Register<'uuid'>;
      rows: Register<'rows'>;
      keys: readonly [Key, Key, Key, Key];
    }
  | {
      kernel: 'uuid-v7';
      out: Register<'uuid'>;
      rows: Register<'rows'>;
      milliseconds: Register<'number'>;
      keys: readonly [Key, Key];
    }
  | { kernel: 'gather'; out: Register<'text'>; codes: Register<'int'>; dictionary: number }
  | { kernel: 'concat'; out: Register<'text'>; parts: readonly TextPart[] }
  | {
      kernel: 'select-text';
      out: Register<'text'>;
      codes: Register<'int'>;
      options: readonly Register<'text'>[];
    }
  | {
      kernel: 'digits';
      out: Register<'text'>;
      value: Register<'number'>;
      width: number;
      alphabet: string;
    }
  | { kernel: 'number-text'; out: Register<'text'>; value: Register<'number'>; type: ValueType }
  | { kernel: 'bigint-text'; out: Register<'text'>; value: Register<'bigint'> }
  | { kernel: 'flag-text'; out: Register<'text'>; value: Register<'flag'> }
  | { kernel: 'uuid-text'; out: Register<'text'>; value: Register<'uuid'> }
  | {
      kernel: 'check-digits';
      out: Register<'text'>;
      value: Register<'text'>;
      scheme: 'luhn' | 'ean13' | 'iban';
    }
  | {
      kernel: 'words';
      out: Register<'text'>;
      rows: Register<'rows'>;
      key: Key;
      counts: Register<'int'>;
      dictionary: number;
      separator: string;
      capitalize: boolean;
      ending: string;
    }
  | {
      kernel: 'prose';
      out: Register<'text'>;
      rows: Register<'rows'>;
      key: Key;
      words: CountRange;
      sentences: CountRange;
      paragraphs: CountRange;
      dictionary: number;
      capitals: number;
    }
  | {
      kernel: 'symbols';
      out: Register<'text'>;
      value: Register<'number'>;
      dictionary: number;
      lengths: CountRange;
    }
  | {
      kernel: 'join-first';
      out: Register<'text'>;
      counts: Register<'int'>;
      items: readonly Register<'text'>[];
    }
  | { kernel: 'text-length'; out: Register<'number'>; value: Register<'text'> }
  | {
      kernel: 'substring';
      out: Register<'text'>;
      value: Register<'text'>;
      left: Register<'number'>;
      right: Register<'number'>;
    }
  | {
      kernel: 'json-text';
      out: Register<'text'>;
      value: Register<'text'>;
      valid: Register<'flag'> | null;
      quoted: boolean;
    }
  | {
      kernel: 'json-array';
      out: Register<'text'>;
      counts: Register<'int'>;
      items: readonly Register<'text'>[];
    }
  | { kernel: 'text-case'; out: Register<'text'>; value: Register<'text'>; to: 'lower' | 'upper' }
  | {
      kernel: 'faker';
      out: Register<'text'>;
      rows: Register<'rows'>;
      key: Key;
      call: FakerCall;
      json: boolean;
    }
  | {
      kernel: 'faker-number';
      out: Register<'number'>;
      rows: Register<'rows'>;
      key: Key;
      call: FakerCall;
    }
  | {
      kernel: 'faker-flag';
      out: Register<'flag'>;
      rows: Register<'rows'>;
      key: Key;
      call: FakerCall;
    };

/** One method of Faker with its arguments, as data. */
export interface FakerCall {
  readonly locale: string;
  /** `<module>.<method>` */
  readonly method: string;
  readonly args: readonly unknown[];
  /** Milliseconds since 1970 that Faker takes for now. */
  readonly referenceTime: number;
}
