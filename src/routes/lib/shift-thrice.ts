const within = 1500;
const times = 3;

export interface Pressed {
  readonly key: string;
  readonly repeat: boolean;
  /** In milliseconds, on any clock that only goes forward. */
  readonly at: number;
}

/** Hears keys, one after another, and says when Shift was pressed three times in a row, quickly, with nothing between. */
export function shiftThrice(): (pressed: Pressed) => boolean {
  let shifts: readonly number[] = [];
  return ({ key, repeat, at }) => {
    if (key !== 'Shift') shifts = [];
    else if (!repeat) shifts = [...shifts, at].slice(-times);
    const first = shifts[0];
    const isThird = key === 'Shift' && !repeat && shifts.length === times;
    if (!isThird || first === undefined || at - first > within) return false;
    shifts = [];
    return true;
  };
}
