/* Pictures made here, with a place in every corner where cameras and programs put one: none of it
 * is left, the picture is, and so is the way up. [S34] */
#include "complaint/photo.h"

#include "base/buf.h"
#include "base/tap.h"

#include <string.h>

#define PLACE "N52.5163E13.3777"

/* -- building -- */

static void add(struct buf *b, const char *bytes, size_t n)
{
    buf_add(b, bytes, n);
}
#define ADD(b, literal) add(b, literal, sizeof(literal) - 1)

static void number(struct buf *b, uint64_t v, unsigned bytes, bool little)
{
    for (unsigned i = 0; i < bytes; i++)
        buf_char(b, (char)(v >> 8 * (little ? i : bytes - 1 - i)));
}

/* Camera's data: the way up, a place in an ASCII tag, and a list of GPS. */
static void camera(struct buf *b, bool little, unsigned way_up)
{
    size_t begin = b->n;

    add(b, little ? "II*\0" : "MM\0*", 4);
    number(b, 8, 4, little);
    number(b, 3, 2, little);
    number(b, 0x010e, 2, little); /* description */
    number(b, 2, 2, little);
    number(b, sizeof PLACE, 4, little);
    number(b, 50, 4, little);
    number(b, 0x0112, 2, little); /* way up */
    number(b, 3, 2, little);
    number(b, 1, 4, little);
    number(b, way_up, 2, little);
    number(b, 0, 2, little);
    number(b, 0x8825, 2, little); /* GPS */
    number(b, 4, 2, little);
    number(b, 1, 4, little);
    number(b, 50 + sizeof PLACE, 4, little);
    number(b, 0, 4, little);
    buf_add(b, PLACE, sizeof PLACE);
    number(b, 1, 2, little);
    number(b, 0x001d, 2, little); /* the day, by GPS */
    number(b, 2, 2, little);
    number(b, sizeof PLACE, 4, little);
    number(b, 50 + sizeof PLACE + 18, 4, little);
    number(b, 0, 4, little);
    buf_add(b, PLACE, sizeof PLACE);
    TAP_INT("the camera's data are as long as they say", (int64_t)(b->n - begin),
            50 + 2 * (int64_t)sizeof PLACE + 18);
}

static void segment(struct buf *b, unsigned marker, const char *head, size_t n_head,
                    const char *text)
{
    buf_char(b, '\xff');
    buf_char(b, (char)marker);
    number(b, 2 + n_head + strlen(text), 2, false);
    buf_add(b, head, n_head);
    buf_str(b, text);
}

static const char jfif[] = "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0";
static const char picture[] = "\xff\xdb\0\4AB\xff\xc0\0\4CD\xff\xda\0\4EF"
                              "coded\xff\0picture\xff\xd3more";

static struct bytes jpeg(struct arena *a, unsigned way_up)
{
    struct buf b = buf_new(a), exif = buf_new(a);

    ADD(&b, "\xff\xd8");
    ADD(&b, jfif);
    ADD(&exif, "Exif\0\0");
    camera(&exif, way_up % 2 == 0, way_up);
    segment(&b, 0xe1, exif.s, exif.n, "");
    segment(&b, 0xe1, "http://ns.adobe.com/xap/1.0/\0", 29, "<x:xmpmeta " PLACE);
    segment(&b, 0xe2, "ICC_PROFILE\0\1\1", 14, "colours");
    segment(&b, 0xe2, "MPF\0", 4, PLACE);
    segment(&b, 0xed, "Photoshop 3.0\0", 14, PLACE);
    segment(&b, 0xfe, "", 0, "taken at " PLACE);
    segment(&b, 0xf3, "", 0, PLACE); /* of a later standard */
    segment(&b, 0xc8, "", 0, PLACE);
    segment(&b, 0x42, "", 0, PLACE);
    ADD(&b, picture);
    ADD(&b, "\xff\xd9");
    ADD(&b, "\xff\xd8\xff\xe1\0\x20" PLACE "\xff\xd9"); /* a second picture behind the first */
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

static void chunk(struct buf *b, const char *name, const char *body, size_t n)
{
    number(b, n, 4, false);
    buf_str(b, name);
    buf_add(b, body, n);
    ADD(b, "crc!");
}

static struct bytes png(struct arena *a, unsigned way_up)
{
    struct buf b = buf_new(a), exif = buf_new(a);

    ADD(&b, "\x89PNG\r\n\x1a\n");
    chunk(&b, "IHDR", "headheadheada", 13);
    camera(&exif, false, way_up);
    chunk(&b, "eXIf", exif.s, exif.n);
    chunk(&b, "tEXt", "Location\0" PLACE, 9 + sizeof PLACE);
    chunk(&b, "iTXt", "XML:com.adobe.xmp\0" PLACE, 18 + sizeof PLACE);
    chunk(&b, "zzZz", PLACE, sizeof PLACE);
    chunk(&b, "gAMA", "\0\0\1\1", 4);
    chunk(&b, "IDAT", "coded picture", 13);
    chunk(&b, "IEND", "", 0);
    ADD(&b, PLACE);
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

static void piece(struct buf *b, const char *name, const char *body, size_t n)
{
    buf_str(b, name);
    number(b, n, 4, true);
    buf_add(b, body, n);
    if (n % 2)
        buf_char(b, '\0');
}

static struct bytes webp(struct arena *a, unsigned way_up)
{
    struct buf b = buf_new(a), exif = buf_new(a), all = buf_new(a);

    piece(&b, "VP8X", "\x0c\0\0\0\1\0\0\1\0\0", 10);
    piece(&b, "VP8 ", "coded picture", 13);
    camera(&exif, true, way_up);
    piece(&b, "EXIF", exif.s, exif.n);
    piece(&b, "XMP ", PLACE, sizeof PLACE);
    ADD(&all, "RIFF");
    number(&all, b.n + 4, 4, true);
    ADD(&all, "WEBP");
    buf_add(&all, b.s, b.n);
    ADD(&all, PLACE);
    return (struct bytes){ (const unsigned char *)all.s, all.n };
}

static struct bytes gif(struct arena *a, unsigned way_up)
{
    struct buf b = buf_new(a);

    (void)way_up;
    ADD(&b, "GIF89a\1\0\1\0\x80\0\0"
            "colour");
    ADD(&b, "!\xff\x0bNETSCAPE2.0\3\1\0\0\0");
    ADD(&b, "!\xff\x0bXMP DataXMP");
    buf_char(&b, (char)sizeof PLACE);
    buf_add(&b, PLACE, sizeof PLACE);
    ADD(&b, "\0!\xfe");
    buf_char(&b, (char)sizeof PLACE);
    buf_add(&b, PLACE, sizeof PLACE);
    ADD(&b, "\0,\0\0\0\0\1\0\1\0\0\2\x0d"
            "coded picture\0;" PLACE);
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

static struct bytes tiff(struct arena *a, unsigned way_up)
{
    struct buf b = buf_new(a);

    camera(&b, way_up % 2 == 0, way_up);
    ADD(&b, "coded picture");
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

static void box(struct buf *b, const char *name, const struct buf *body)
{
    number(b, 8 + body->n, 4, false);
    buf_str(b, name);
    buf_add(b, body->s, body->n);
}

static void item(struct buf *b, unsigned id, const char *type)
{
    struct arena *a = b->a;
    struct buf body = buf_new(a);

    ADD(&body, "\2\0\0\0");
    number(&body, id, 2, false);
    number(&body, 0, 2, false);
    add(&body, type, 4);
    add(&body, PLACE, sizeof PLACE); /* its name */
    box(b, "infe", &body);
}

/* What the picture is like, and what somebody says of it. */
static void heic_around(struct buf *meta)
{
    struct arena *a = meta->a;
    struct buf hdlr = buf_new(a), list = buf_new(a), all = buf_new(a), size = buf_new(a);
    struct buf words = buf_new(a), refs = buf_new(a), ref = buf_new(a);

    ADD(&hdlr, "\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0");
    add(&hdlr, PLACE, sizeof PLACE);
    box(meta, "hdlr", &hdlr);
    ADD(&size, "\0\0\0\0\0\0\0\x28\0\0\0\x14");
    box(&list, "ispe", &size);
    ADD(&words, "\0\0\0\0en\0" PLACE);
    box(&list, "udes", &words);
    box(&all, "ipco", &list);
    box(&all, "zzzz", &words);
    box(meta, "iprp", &all);
    ADD(&refs, "\0\0\0\0");
    ADD(&ref, "\0\2\0\1\0\1");
    box(&refs, "cdsc", &ref);
    box(&refs, "zzzz", &words);
    box(meta, "iref", &refs);
    box(meta, "zzzz", &words);
}

static struct bytes heic(struct arena *a, unsigned way_up)
{
    struct buf all = buf_new(a), meta = buf_new(a), infos = buf_new(a), places = buf_new(a);
    struct buf brand = buf_new(a), data = buf_new(a), more = buf_new(a);
    size_t from;

    (void)way_up;
    ADD(&brand, "heic\0\0\0\0");
    box(&all, "ftyp", &brand);
    ADD(&infos, "\0\0\0\0\0\4");
    item(&infos, 1, "hvc1");
    item(&infos, 2, "Exif");
    item(&infos, 3, "mime");
    item(&infos, 4, "zzzz");
    ADD(&meta, "\0\0\0\0");
    box(&meta, "iinf", &infos);
    heic_around(&meta);
    /* version 1: numbers of four bytes, four items of one piece */
    from = all.n + 8 + meta.n + 8 + 8 + 4 * (2 + 2 + 2 + 2 + 8) + 8;
    ADD(&places, "\1\0\0\0\x44\0\0\4");
    for (unsigned i = 0; i < 4; i++) {
        number(&places, i + 1, 2, false);
        number(&places, 0, 4, false);
        number(&places, 1, 2, false);
        number(&places, from + i * sizeof PLACE, 4, false);
        number(&places, sizeof PLACE, 4, false);
    }
    box(&meta, "iloc", &places);
    box(&all, "meta", &meta);
    ADD(&data, "coded picture\0\0\0\0");
    buf_add(&data, PLACE, sizeof PLACE);
    buf_add(&data, PLACE, sizeof PLACE);
    buf_add(&data, PLACE, sizeof PLACE);
    box(&all, "mdat", &data);
    ADD(&more, PLACE);
    box(&all, "uuid", &more);
    return (struct bytes){ (const unsigned char *)all.s, all.n };
}

/* -- looking -- */

static bool from_memory(void *from, uint64_t at, unsigned char *to, size_t n)
{
    const struct bytes *b = from;

    TAP("only what is there is asked for", at <= b->n && n <= b->n - at);
    memcpy(to, b->s + at, n);
    return true;
}

static bool strip(struct arena *a, const char *type, struct bytes in, size_t piece_n,
                  struct bytes *out)
{
    struct photo_source source = { from_memory, &in, in.n };
    struct photo_cuts *cuts = ARENA_NEW(a, struct photo_cuts);
    struct photo_filter filter = { .cuts = cuts };
    struct buf b = buf_new(a);

    if (!photo_scan(a, type, &source, cuts))
        return false;
    for (size_t at = 0; at < in.n; at += piece_n) {
        size_t n = piece_n < in.n - at ? piece_n : in.n - at;
        struct bytes part = photo_filter(&filter, a, (struct bytes){ in.s + at, n });
        buf_add(&b, (const char *)part.s, part.n);
    }
    TAP_INT("its size was told", (int64_t)b.n, (int64_t)photo_size(cuts, in.n));
    *out = (struct bytes){ (const unsigned char *)b.s, b.n };
    return true;
}

static bool has(struct bytes b, const char *what, size_t n)
{
    return b.n > 0 && memmem(b.s, b.n, what, n) != NULL;
}

static bool same(struct bytes x, struct bytes y)
{
    return x.n == y.n && memcmp(x.s, y.s, x.n) == 0;
}

static const struct {
    const char *type;
    struct bytes (*make)(struct arena *a, unsigned way_up);
    bool way_up; /* in the camera's data */
} kinds[] = {
    { "image/jpeg", jpeg, true }, { "image/png", png, true },    { "image/webp", webp, true },
    { "image/gif", gif, false },  { "image/tiff", tiff, false }, { "image/heic", heic, false },
};

static void stripped(struct arena *a)
{
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const char *type = kinds[i].type;
        struct bytes in = kinds[i].make(a, 6), out = { 0 }, pieces = { 0 }, again = { 0 };
        TAP(type, photo_known(type) && has(in, PLACE, strlen(PLACE)));
        TAP("it is read", strip(a, type, in, in.n, &out));
        TAP("[S34] no place is left", !has(out, PLACE, strlen(PLACE)));
        TAP("the picture is", has(out, "coded", 5) && has(out, "picture", 7));
        TAP("in pieces it is the same", strip(a, type, in, 5, &pieces) && same(out, pieces));
        TAP("nothing more is to be taken out",
            strip(a, type, out, out.n, &again) && same(out, again));
    }
}

/* What it takes to show it stays, whatever stands beside it. */
static void heic_shown(struct arena *a)
{
    static const char size[] = "ispe\0\0\0\0\0\0\0\x28\0\0\0\x14";
    static const char refers[] = "cdsc\0\2\0\1\0\1", hdlr[] = "hdlr\0\0\0\0\0\0\0\0pict";
    struct bytes in = heic(a, 1), out = { 0 };

    TAP("it is read", strip(a, "image/heic", in, 64, &out));
    TAP_INT("nothing moves", (int64_t)out.n, (int64_t)in.n);
    TAP("its size stays", has(out, size, sizeof size - 1));
    TAP("what belongs to what", has(out, refers, sizeof refers - 1));
    TAP("that it is a picture", has(out, hdlr, sizeof hdlr - 1));
    TAP("how it is coded", has(out, "hvc1", 4));
}

static void ways_up(struct arena *a)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        for (unsigned way = 1; kinds[i].way_up && way <= 9; way++) {
            char tag[] = "\x01\x12\0\3\0\0\0\1\0";
            struct bytes out = { 0 };
            bool kept;
            tag[9] = (char)way;
            kept = strip(a, kinds[i].type, kinds[i].make(a, way), 64, &out) && has(out, tag, 10);
            TAP_INT("the way up is kept where there is one", kept, way >= 2 && way <= 8);
        }
}

/* A picture that was cut short anywhere is read whole or refused, and never tells more. */
static void cut_short(struct arena *a)
{
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct bytes whole = kinds[i].make(a, 3), out = { 0 };
        for (size_t n = 0; n < whole.n; n++)
            if (strip(a, kinds[i].type, (struct bytes){ whole.s, n }, 64, &out))
                TAP("[S34] cut short it tells no place", !has(out, PLACE, strlen(PLACE)));
    }
}

static bool torn_memory(void *from, uint64_t at, unsigned char *to, size_t n)
{
    return at + n < 20000 && from_memory(from, at, to, n);
}

/* What cannot be read within the coded picture is not its end. */
static void torn(struct arena *a)
{
    struct photo_cuts *cuts = ARENA_NEW(a, struct photo_cuts);
    struct photo_source source = { from_memory, NULL, 0 };
    struct buf b = buf_new(a);
    struct bytes in;

    ADD(&b, "\xff\xd8");
    ADD(&b, picture);
    while (b.n < 40000)
        ADD(&b, "coded");
    segment(&b, 0xfe, "", 0, PLACE);
    ADD(&b, "\xff\xd9");
    in = (struct bytes){ (const unsigned char *)b.s, b.n };
    source.from = &in;
    source.size = in.n;
    TAP("a long picture", photo_scan(a, "image/jpeg", &source, cuts) && cuts->n > 0);
    source.read = torn_memory;
    TAP("[S34] that cannot be read to its end is refused",
        !photo_scan(a, "image/jpeg", &source, cuts));
}

static void refused(struct arena *a)
{
    static const struct {
        const char *name, *type, *bytes;
        size_t n;
    } cases[] = {
#define CASE(name, type, literal) { name, type, literal, sizeof(literal) - 1 }
        CASE("nothing", "image/jpeg", ""),
        CASE("another type", "image/jpeg", "\x89PNG\r\n\x1a\n"),
        CASE("no picture in it", "image/jpeg", "\xff\xd8\xff\xd9"),
        CASE("something between segments", "image/jpeg", "\xff\xd8xx\xff\xda\0\2..\xff\xd9"),
        CASE("a segment beyond the end", "image/jpeg", "\xff\xd8\xff\xe1\xff\xff" PLACE),
        CASE("a chunk beyond the end", "image/png", "\x89PNG\r\n\x1a\n\0\0\0\xffIHDR"),
        CASE("a TIFF of no pages", "image/tiff", "II*\0\4\0\0\0\0\0\0\0"),
        CASE("a TIFF whose list follows itself", "image/tiff",
             "II*\0\x08\0\0\0\1\0\0\1\3\0\1\0\0\0\1\0\0\0\x08\0\0\0"),
        CASE("a place of a kind nobody knows", "image/tiff",
             "II*\0\x08\0\0\0"
             "\1\0\x25\x88\4\0\1\0\0\0\x1a\0\0\0\0\0\0\0"
             "\1\0\x1d\0\x63\0\x10\0\0\0\x2c\0\0\0\0\0\0\0" PLACE),
        CASE("a film", "image/heic",
             "\0\0\0\x10"
             "ftypheic\0\0\0\0\0\0\0\x08moov"),
        CASE("a box that is shorter than itself", "image/heic",
             "\0\0\0\x10"
             "ftypheic\0\0\0\0\0\0\0\4meta"),
        CASE("a kind nobody knows", "image/x-unknown", "x"),
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bytes in = { (const unsigned char *)cases[i].bytes, cases[i].n }, out;
        TAP(cases[i].name, !strip(a, cases[i].type, in, 64, &out));
    }
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    stripped(a);
    heic_shown(a);
    ways_up(a);
    cut_short(a);
    torn(a);
    refused(a);
    return tap_done();
}
