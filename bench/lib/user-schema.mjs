/** The user record as a JSON Schema: every field needed, in its form, and nothing else. */
export const USER_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['id', 'email', 'name', 'phone', 'created_at'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    email: { type: 'string', format: 'email' },
    name: { type: 'string', minLength: 3, maxLength: 60 },
    phone: { type: 'string', pattern: '^\\(\\d{3}\\) \\d{3}-\\d{4}$' },
    created_at: { type: 'string', format: 'date-time' },
  },
};
