# SPDX-License-Identifier: MIT
# table.awk -- medians of figures, as a table, as JSON or as a picture.
#
#   awk -v form=table|json|svg -v machine=TEXT -f table.awk FIGURES
#
# A line of FIGURES: bench, side, name, value, unit, with tabs between.  The
# sides are those that occur; shm is set against libgomp.
BEGIN { FS = "\t"; split("shm libgomp libomp serial", side, " ") }

{
    key = $1 FS $3
    if (!(key in unit)) {
        order[++names] = key
        bench[key] = $1
        name[key] = $3
        unit[key] = $5
    }
    n = ++count[key, $2]
    for (i = n; i > 1 && value[key, $2, i - 1] > $4 + 0; i--)
        value[key, $2, i] = value[key, $2, i - 1]
    value[key, $2, i] = $4 + 0
}

function median(key, side,    n) {
    n = count[key, side]
    if (n % 2)
        return value[key, side, (n + 1) / 2]
    return (value[key, side, n / 2] + value[key, side, n / 2 + 1]) / 2
}

# Below 1 is good, also where more is better; 0: nothing to compare with.
function ratio(key,    ours, theirs) {
    if (!count[key, "shm"] || !count[key, "libgomp"])
        return 0
    ours = median(key, "shm")
    theirs = median(key, "libgomp")
    if (ours == 0 || theirs == 0)
        return 0
    return unit[key] ~ /\/s$/ ? theirs / ours : ours / theirs
}

function cell(key, side,    n) {
    n = count[key, side]
    if (!n)
        return "-"
    return sprintf("%.4g (%.3g..%.3g)", median(key, side),
                   value[key, side, 1], value[key, side, n])
}

function table(    k, i, key) {
    for (k = 1; k <= names; k++) {
        key = order[k]
        if (k == 1 || bench[key] != bench[order[k - 1]]) {
            printf "\n%-28s", bench[key]
            for (i = 1; i <= 4; i++)
                printf " %21s", side[i]
            printf " %9s\n", "/libgomp"
        }
        printf "%-25s %-4s", name[key], unit[key]
        for (i = 1; i <= 4; i++)
            printf " %21s", cell(key, side[i])
        if (ratio(key))
            printf " %9.2f", ratio(key)
        printf "\n"
    }
}

function json(    k, i, key, s, comma) {
    printf "{\"machine\": %s,\n \"figures\": [", machine
    for (k = 1; k <= names; k++) {
        key = order[k]
        printf "%s\n  {\"bench\": \"%s\", \"name\": \"%s\", \"unit\": \"%s\"",
               (k > 1 ? "," : ""), bench[key], name[key], unit[key]
        if (ratio(key))
            printf ", \"ratio\": %.4g", ratio(key)
        printf ", \"sides\": {"
        comma = ""
        for (i = 1; i <= 4; i++) {
            s = side[i]
            if (!count[key, s])
                continue
            printf "%s\"%s\": {\"median\": %.6g, \"least\": %.6g, " \
                   "\"most\": %.6g, \"rounds\": %d}", comma, s,
                   median(key, s), value[key, s, 1],
                   value[key, s, count[key, s]], count[key, s]
            comma = ", "
        }
        printf "}}"
    }
    print "\n]}"
}

# A bar for each ratio, on a logarithmic scale round 1: to the left we are
# faster.
function svg(    k, key, r, y, x, rows) {
    for (k = 1; k <= names; k++)
        rows += ratio(order[k]) > 0
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" " \
           "height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n",
           70 + 18 * rows
    print "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
    print "<text x=\"10\" y=\"20\" font-size=\"15\">time of shmcc / time of " \
          "libgomp (left of the line: faster)</text>"
    for (r = 0.125; r <= 8; r *= 2) {
        x = 460 + 66 * log(r) / log(2)
        printf "<path d=\"M%g 48V%d\" stroke=\"%s\"/><text x=\"%g\" y=\"42\" " \
               "text-anchor=\"middle\">%g</text>\n", x, 54 + 18 * rows,
               (r == 1 ? "black" : "#ddd"), x, r
    }
    for (k = 1; k <= names; k++) {
        key = order[k]
        r = ratio(key)
        if (!r)
            continue
        y += 18
        x = 66 * log(r < 1 / 8 ? 1 / 8 : r > 8 ? 8 : r) / log(2)
        printf "<text x=\"10\" y=\"%d\">%s: %s</text>", y + 45, bench[key],
               name[key]
        printf "<rect x=\"%g\" y=\"%d\" width=\"%g\" height=\"12\" " \
               "fill=\"%s\"/>", (x < 0 ? 460 + x : 460), y + 35,
               (x < 0 ? -x : x), (r <= 1.02 ? "#4a7" : "#c64")
        printf "<text x=\"690\" y=\"%d\">%.2f</text>\n", y + 45, r
    }
    print "</svg>"
}

END {
    if (form == "json")
        json()
    else if (form == "svg")
        svg()
    else
        table()
}
