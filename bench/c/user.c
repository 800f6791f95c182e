/*
 * The five-field user record as NDJSON, as fast as a plain C program makes it: what the machine
 * could do if nobody had to read a request first.
 *
 *   user FIRST LAST DOMAINS ROWS FILE SEED
 *
 * FIRST, LAST and DOMAINS hold one entry per line, "text" or "text<TAB>form in an e-mail address".
 * Prints the seconds from opening FILE to closing it.
 *
 * Where the speed comes from: every text is copied as a fixed 16 bytes (two machine words) and
 * the end is then set by the true length; numbers are looked up, never divided down digit by
 * digit; a cell is a hash of its column and row, so no state is carried from row to row.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SLOT = 16, MOST_ENTRIES = 8192, ROWS_PER_WRITE = 8192, MOST_ROW_BYTES = 256 };

/* The columns draw from these streams; two of them need two words for one row. */
enum { ID_HIGH, ID_LOW, PERSON, ADDRESS, PHONE, TIME, STREAMS };

struct entry {
  char text[SLOT];
  char folded[SLOT];
  uint32_t length;
  uint32_t folded_length;
};

struct list {
  struct entry entries[MOST_ENTRIES];
  uint32_t count;
};

static struct list first_names, last_names, domains;
static char two_digits[100][2];
static char three_digits[1000][4];
static char days[365][SLOT]; /* "2025-01-31T" */
static uint64_t keys[STREAMS];

static void fail(const char *what, const char *about) {
  fprintf(stderr, "user: %s: %s\n", about, what);
  exit(1);
}

/* The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
static inline uint64_t mix(uint64_t word) {
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
  return word ^ (word >> 31);
}

static inline uint64_t draw(int stream, uint64_t row) {
  return mix(keys[stream] + row * 0x9E3779B97F4A7C15u);
}

/* A number below `limit` from the top of 32 random bits (multiply and shift, no division). */
static inline uint32_t below(uint32_t limit, uint32_t bits) {
  return (uint32_t)(((uint64_t)bits * limit) >> 32);
}

static void read_list(const char *path, struct list *list) {
  FILE *file = fopen(path, "r");
  char line[256];
  if (file == NULL) fail("cannot be read", path);
  while (fgets(line, sizeof line, file) != NULL) {
    char *folded = strchr(line, '\t');
    line[strcspn(line, "\n")] = '\0';
    if (folded != NULL) *folded++ = '\0';
    else folded = line;
    if (strlen(line) > SLOT || strlen(folded) > SLOT) fail("entry longer than 16 bytes", line);
    if (list->count == MOST_ENTRIES) fail("too many entries", path);
    struct entry *entry = &list->entries[list->count++];
    entry->length = (uint32_t)strlen(line);
    entry->folded_length = (uint32_t)strlen(folded);
    memcpy(entry->text, line, entry->length);
    memcpy(entry->folded, folded, entry->folded_length);
  }
  fclose(file);
  if (list->count == 0) fail("no entries", path);
}

static void fill_tables(uint64_t seed) {
  static const int days_of_month[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  char text[32];
  int day_of_year = 0;
  for (int n = 0; n < 100; n++) {
    snprintf(text, sizeof text, "%02d", n);
    memcpy(two_digits[n], text, 2);
  }
  for (int n = 0; n < 1000; n++) {
    snprintf(text, sizeof text, "%03d", n);
    memcpy(three_digits[n], text, 4);
  }
  for (int month = 0; month < 12; month++)
    for (int day = 1; day <= days_of_month[month]; day++) {
      snprintf(text, sizeof text, "2025-%02d-%02dT", month + 1, day);
      memcpy(days[day_of_year++], text, 11);
    }
  for (int stream = 0; stream < STREAMS; stream++) keys[stream] = mix(mix(seed + 1) + (uint64_t)stream);
}

/* Eight hexadecimal digits of a word, the first in the lowest byte: its half-bytes are spread over
 * eight bytes, then all eight are turned into characters at once. */
static inline uint64_t hex8(uint32_t word) {
  uint64_t spread = word;
  spread = (spread | (spread << 16)) & 0x0000FFFF0000FFFFu;
  spread = (spread | (spread << 8)) & 0x00FF00FF00FF00FFu;
  spread = (spread | (spread << 4)) & 0x0F0F0F0F0F0F0F0Fu;
  uint64_t is_letter = ((spread + 0x0606060606060606u) >> 4) & 0x0101010101010101u;
  uint64_t characters = spread + 0x3030303030303030u + is_letter * 0x27u;
  return __builtin_bswap64(characters);
}

#define PUT_LITERAL(text) (memcpy(at, text, sizeof(text) - 1), at += sizeof(text) - 1)
#define PUT_TEXT(source, size) (memcpy(at, source, SLOT), at += (size))

static inline char *put_uuid(char *at, uint64_t row) {
  uint64_t high = (draw(ID_HIGH, row) & ~0xF000ull) | 0x4000u;
  uint64_t low = (draw(ID_LOW, row) & ~(3ull << 62)) | (2ull << 62);
  uint64_t first = hex8((uint32_t)(high >> 32)), second = hex8((uint32_t)high);
  uint64_t third = hex8((uint32_t)(low >> 32)), fourth = hex8((uint32_t)low);
  memcpy(at, &first, 8);
  at[8] = '-';
  memcpy(at + 9, &second, 4);
  at[13] = '-';
  second >>= 32;
  memcpy(at + 14, &second, 4);
  at[18] = '-';
  memcpy(at + 19, &third, 4);
  at[23] = '-';
  third >>= 32;
  memcpy(at + 24, &third, 4);
  memcpy(at + 28, &fourth, 8);
  return at + 36;
}

static inline char *put_email(char *at, const struct entry *first, const struct entry *last,
                              uint64_t bits) {
  const struct entry *domain = &domains.entries[below(domains.count, (uint32_t)bits)];
  PUT_TEXT(first->folded, first->folded_length);
  *at++ = bits >> 63 ? '.' : '_';
  PUT_TEXT(last->folded, last->folded_length);
  memcpy(at, two_digits[below(100, (uint32_t)(bits >> 32) << 2)], 2);
  at += (bits >> 62) & 1 ? 2 : 0;
  *at++ = '@';
  PUT_TEXT(domain->text, domain->length);
  return at;
}

static inline char *put_phone(char *at, uint64_t bits) {
  uint32_t line = below(10000, (uint32_t)(bits << 10));
  *at = '(';
  memcpy(at + 1, three_digits[200 + below(800, (uint32_t)(bits >> 32))], 3);
  memcpy(at + 4, ") ", 2);
  memcpy(at + 6, three_digits[200 + below(800, (uint32_t)(bits >> 11))], 3);
  at[9] = '-';
  memcpy(at + 10, two_digits[line / 100], 2);
  memcpy(at + 12, two_digits[line % 100], 2);
  return at + 14;
}

static inline char *put_time(char *at, uint64_t bits) {
  uint32_t millisecond = below(86400000, (uint32_t)(bits >> 32));
  uint32_t second = millisecond / 1000, minute = second / 60;
  PUT_TEXT(days[below(365, (uint32_t)bits)], 11);
  memcpy(at, two_digits[minute / 60], 2);
  at[2] = ':';
  memcpy(at + 3, two_digits[minute % 60], 2);
  at[5] = ':';
  memcpy(at + 6, two_digits[second % 60], 2);
  at[8] = '.';
  memcpy(at + 9, three_digits[millisecond % 1000], 3);
  at[12] = 'Z';
  return at + 13;
}

static inline char *put_row(char *at, uint64_t row) {
  uint64_t person = draw(PERSON, row);
  const struct entry *first = &first_names.entries[below(first_names.count, (uint32_t)person)];
  const struct entry *last = &last_names.entries[below(last_names.count, (uint32_t)(person >> 32))];
  PUT_LITERAL("{\"id\":\"");
  at = put_uuid(at, row);
  PUT_LITERAL("\",\"email\":\"");
  at = put_email(at, first, last, draw(ADDRESS, row));
  PUT_LITERAL("\",\"name\":\"");
  PUT_TEXT(first->text, first->length);
  *at++ = ' ';
  PUT_TEXT(last->text, last->length);
  PUT_LITERAL("\",\"phone\":\"");
  at = put_phone(at, draw(PHONE, row));
  PUT_LITERAL("\",\"created_at\":\"");
  at = put_time(at, draw(TIME, row));
  PUT_LITERAL("\"}\n");
  return at;
}

static void write_all(int file, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t written = write(file, bytes, size);
    if (written < 0) fail("cannot be written", "output");
    bytes += written;
    size -= (size_t)written;
  }
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  if (count != 7) fail("needs FIRST LAST DOMAINS ROWS FILE SEED", "arguments");
  read_list(arguments[1], &first_names);
  read_list(arguments[2], &last_names);
  read_list(arguments[3], &domains);
  fill_tables(strtoull(arguments[6], NULL, 10));
  uint64_t rows = strtoull(arguments[4], NULL, 10);
  char *buffer = malloc((size_t)ROWS_PER_WRITE * MOST_ROW_BYTES);
  if (buffer == NULL) fail("out of memory", "buffer");

  double start = now();
  int file = open(arguments[5], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0) fail("cannot be opened", arguments[5]);
  for (uint64_t row = 0; row < rows;) {
    uint64_t end = rows - row < ROWS_PER_WRITE ? rows : row + ROWS_PER_WRITE;
    char *at = buffer;
    for (; row < end; row++) at = put_row(at, row);
    write_all(file, buffer, (size_t)(at - buffer));
  }
  close(file);
  printf("%.9f\n", now() - start);
  return 0;
}
