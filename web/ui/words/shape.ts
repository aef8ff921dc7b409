/** The same keys with other words: what a language must have that follows another. */
export type Shape<Texts> = { [Key in keyof Texts]: Texts[Key] extends string ? string : Shape<Texts[Key]> };
