#!/bin/sh
# Makes the pictures and films in this folder, small enough to keep. Needs
# ImageMagick, ffmpeg 5 and exiftool (Debian: imagemagick, ffmpeg,
# libimage-exiftool-perl). Run it in this folder:
#
#     sh make.sh
set -e

convert -size 240x160 xc:gray -density 300 -units PixelsPerInch -strip -define jpeg:optimize-coding=true across.jpg
convert -size 240x160 xc:gray -interlace JPEG -density 118 -units PixelsPerCentimeter -strip progressive.jpg
convert -size 240x160 xc:gray -colorspace CMYK -density 72 -units PixelsPerInch -strip cmyk.jpg
for o in 1 3 6 8; do
	cp across.jpg turned$o.jpg
	exiftool -q -overwrite_original -n -Orientation=$o -IFD0:XResolution=300 -IFD0:YResolution=300 turned$o.jpg
done
cp across.jpg exifonly.jpg
exiftool -q -overwrite_original -JFIF:all= -n -Orientation=8 -IFD0:XResolution=118 -IFD0:YResolution=118 -IFD0:ResolutionUnit=3 exifonly.jpg

convert -size 108x240 xc:white -define png:exclude-chunk=date,tIME,tEXt -density 144 -units PixelsPerInch screen.png
for format in gif tif webp; do
	convert -size 24x16 xc:gray -strip small.$format
done
convert -size 24x16 xc:gray BMP3:small.bmp

gray() { # pixels, seconds, options, file
	ffmpeg -v error -y -f lavfi -i "color=gray:s=$1:r=5:d=$2" $3 -pix_fmt yuv420p -bitexact -fflags +bitexact -flags +bitexact "$4"
}
h264="-c:v libx264 -preset ultrafast"
gray 320x180 3 "$h264" behind.mp4
gray 320x180 3 "$h264 -movflags +faststart" before.mp4
gray 320x180 3 "$h264 -movflags frag_keyframe+empty_moov" pieces.mp4
ffmpeg -v error -y -i behind.mp4 -c copy -metadata:s:v rotate=90 -bitexact -fflags +bitexact turned.mp4
ffmpeg -v error -y -i behind.mp4 -f lavfi -i sine=d=3 -c:v copy -c:a aac -b:a 16k -bitexact -fflags +bitexact sound.mp4
gray 320x180 1 "$h264" phone.mov
gray 176x144 1 "-c:v h263" old.3gp
gray 320x180 1 "-c:v mpeg4" film.avi
gray 320x180 1 "$h264" film.mkv
gray 320x180 1 "-c:v flv" film.flv
gray 320x180 1 "-c:v wmv2" film.wmv
gray 320x180 1 "-c:v mpeg1video -r 25 -f mpeg" film.mpg
ffmpeg -v error -y -f lavfi -i sine=d=1 -c:a aac -b:a 16k -bitexact -fflags +bitexact sound.m4a
