const rules = new Intl.PluralRules('en');

/** The form English uses with this count. */
export function plural(count: number, forms: { readonly one: string; readonly other: string }): string {
  return rules.select(count) === 'one' ? forms.one : forms.other;
}
