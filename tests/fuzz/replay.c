/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target over files and folders of files, with any compiler: the corpus as a test. */
#include "fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

static size_t replayed;

static bool replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t cap = 1 << 20, len = 0, got;
    unsigned char *bytes = malloc(cap);
    while (bytes && (got = fread(bytes + len, 1, cap - len, file)) > 0) {
        len += got;
        if (len == cap) {
            unsigned char *larger = realloc(bytes, cap *= 2);
            if (!larger)
                free(bytes);
            bytes = larger;
        }
    }
    bool ok = bytes && !ferror(file);
    fclose(file);
    /* a block of exactly this size, so that a read behind its end is seen */
    unsigned char *exact = ok ? malloc(len ? len : 1) : NULL;
    if (exact) {
        memcpy(exact, bytes, len);
        LLVMFuzzerTestOneInput(exact, len);
        replayed++;
    }
    free(exact);
    free(bytes);
    return exact != NULL;
}

static bool replay_folder(const char *path, DIR *folder)
{
    bool ok = true;
    for (const struct dirent *entry; ok && (entry = readdir(folder)) != NULL;) {
        char file[4096];
        if (entry->d_name[0] == '.')
            continue;
        int len = snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);
        ok = len > 0 && (size_t)len < sizeof(file) && replay_file(file);
    }
    return ok;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        bool ok = folder ? replay_folder(argv[i], folder) : replay_file(argv[i]);
        if (folder)
            closedir(folder);
        if (!ok) {
            fprintf(stderr, "%s: cannot be replayed: %s\n", argv[i], strerror(errno));
            return 1;
        }
    }
    printf("%zu inputs\n", replayed);
    return replayed == 0;
}
