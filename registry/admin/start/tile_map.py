"""Iran as a grid: one tile for each of the 31 provinces, equal in size whatever their area.

The layout is our own: each tile stands where its province's capital lies among its neighbours
(rows from north to south, columns from west to east), so it needs no borders of anybody's map.
Provinces are named by their ISO 3166-2:IR number, as in the register; a dot is an empty place.
"""

GRID = (
    ("04", "03", "24", "01", "02", "27", "28"),
    ("12", "19", "26", "30", "23", "20", "09"),
    ("05", "13", "00", "25", "10", "21", "29"),
    ("16", "15", "14", "17", "07", "08", "11"),
    (".", "06", ".", "18", ".", "22", "."),
)

# What fits on a tile of a phone, in Persian and in English.
SHORT_NAMES = {
    "00": ("مرکزی", "Markazi"),
    "01": ("گیلان", "Gilan"),
    "02": ("مازندران", "Mazand."),
    "03": ("آذ. شرقی", "E. Azer."),
    "04": ("آذ. غربی", "W. Azer."),
    "05": ("کرمانشاه", "Kermsh."),
    "06": ("خوزستان", "Khuzest."),
    "07": ("فارس", "Fars"),
    "08": ("کرمان", "Kerman"),
    "09": ("خ. رضوی", "Razavi"),
    "10": ("اصفهان", "Isfahan"),
    "11": ("سیستان", "Sistan"),
    "12": ("کردستان", "Kurdist."),
    "13": ("همدان", "Hamadan"),
    "14": ("چهارمحال", "Chaharm."),
    "15": ("لرستان", "Lorestan"),
    "16": ("ایلام", "Ilam"),
    "17": ("کهگیلویه", "Kohgil."),
    "18": ("بوشهر", "Bushehr"),
    "19": ("زنجان", "Zanjan"),
    "20": ("سمنان", "Semnan"),
    "21": ("یزد", "Yazd"),
    "22": ("هرمزگان", "Hormoz."),
    "23": ("تهران", "Tehran"),
    "24": ("اردبیل", "Ardabil"),
    "25": ("قم", "Qom"),
    "26": ("قزوین", "Qazvin"),
    "27": ("گلستان", "Golestan"),
    "28": ("خ. شمالی", "N. Khor."),
    "29": ("خ. جنوبی", "S. Khor."),
    "30": ("البرز", "Alborz"),
}
