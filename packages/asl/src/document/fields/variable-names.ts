import { LIMITS } from '../../limits.ts';
import { type Place, reportField, within } from '../place.ts';

/** Unicode identifiers (UAX #31), as AWS asks for. */
const NAME = /^\p{ID_Start}\p{ID_Continue}*$/u;

/** Checks the names that an `Assign` sets, and notes that its scope sets them. */
export function checkVariableNames(names: readonly string[], place: Place): void {
  const { scope, subject } = place.setting;
  for (const name of names) {
    const here = within(place, name);
    if (name === 'states') {
      reportField(here, 'sets the reserved variable $states - choose another name');
    } else if (!NAME.test(name)) {
      reportField(
        here,
        'is no name for a variable: a letter comes first, then letters, digits and _',
      );
    } else if ([...name].length > LIMITS.nameLength) {
      reportField(here, `has a name of more than ${LIMITS.nameLength} characters - shorten it`);
    }
    scope.assigned.push({ name, location: here.location, subject });
  }
}
